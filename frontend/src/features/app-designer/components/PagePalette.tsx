import { useDraggable } from "@dnd-kit/core";
import { ChartColumn, FolderPlus, PencilLine, Table2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Carrying } from "@/designing/drag/DropSurface";
import { match } from "@/lib/pinyin/matching";
import { Button } from "@/ui/shared/Button";
import { SearchInput } from "@/ui/shared/SearchInput";
import { useAppDesk } from "../AppDesk";
import { addGroup, addPage, type Page, placeAfter } from "../model/deeds";
import { itemsOf } from "../model/documents";
import type { Carried } from "./AppDesigner";
import style from "./Menu.module.css";

const icons = { view: Table2, form: PencilLine, dashboard: ChartColumn } as const;

/** Every page that the menu may open: first those that nothing leads to yet. */
export function PagePalette({ onAdded }: { readonly onAdded: () => void }) {
  const { t } = useTranslation("appDesigner");
  const { app, pages, selection, run, select } = useAppDesk();
  const [sought, setSought] = useState("");
  const text = sought.trim();
  const placed = new Set(itemsOf(app).map((item) => item.opens));
  const found = pages.filter((page) => text === "" || match(page.name, text) > 0);
  const add = (page: Page) => {
    const command = addPage(app, page, placeAfter(app, selection), t("palette.group"));
    const [item] = command.items;
    if (!run(command) || !item) return;
    select({ kind: "item", id: item.id });
    onAdded();
  };
  const group = () => {
    const command = addGroup(app, selection, t("palette.group"));
    if (run(command)) select({ kind: "group", id: command.group.id });
  };
  const sections = [
    { key: "free", list: found.filter((page) => !placed.has(page.id)) },
    { key: "placed", list: found.filter((page) => placed.has(page.id)) },
  ] as const;
  return (
    <div className={style.palette}>
      <Button size="small" icon={<FolderPlus size={14} />} onClick={group}>
        {t("palette.addGroup")}
      </Button>
      <SearchInput label={t("palette.search")} value={sought} onChange={setSought} />
      {sections.map(({ key, list }) =>
        list.length > 0 ? (
          <section key={key} aria-labelledby={`pages-${key}`}>
            <h2 id={`pages-${key}`}>{t(`palette.${key}`)}</h2>
            <ul>
              {list.map((page) => (
                <PageOffer key={page.id} page={page} onAdd={() => add(page)} />
              ))}
            </ul>
          </section>
        ) : null,
      )}
      {found.length === 0 ? <p className={style.hint}>{t("palette.none")}</p> : null}
    </div>
  );
}

function PageOffer({ page, onAdd }: { readonly page: Page; readonly onAdd: () => void }) {
  const data = useMemo<Carrying<Carried>>(
    () => ({ carried: { kind: "page", page }, label: page.name }),
    [page],
  );
  const { setNodeRef, listeners, attributes } = useDraggable({ id: `page.${page.id}`, data });
  const Icon = icons[page.kind];
  return (
    <li ref={setNodeRef}>
      <button
        type="button"
        className={style.offer}
        {...listeners}
        aria-describedby={attributes["aria-describedby"]}
        onClick={onAdd}
      >
        <Icon size={15} aria-hidden="true" />
        <span>{page.name}</span>
      </button>
    </li>
  );
}
