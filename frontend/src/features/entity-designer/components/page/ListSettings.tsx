import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { BlockDraft, ListedDraft } from "@/designing/fields/documents";
import { insertBefore, stepTarget } from "@/designing/model/lists";
import { SelectField } from "@/ui/page/SelectField";
import { IconButton } from "@/ui/shared/IconButton";
import { setList } from "../../model/pageDeeds";
import { mostColumns } from "../../model/recordPage";
import { usePageDesk } from "../../PageDeskContext";
import style from "./Page.module.css";

export type ListSettingsProps = { readonly block: BlockDraft; readonly listed: ListedDraft };

const noColumn: ReadonlySet<string> = new Set(["sub_table"]);
const noOrder: ReadonlySet<string> = new Set([
  "multi_choice",
  "file",
  "photo",
  "sub_table",
  "location",
  "lookup",
]);

/** Which fields of the listed records are shown, and in which order the records come. */
export function ListSettings({ block, listed }: ListSettingsProps) {
  const { t } = useTranslation(["pageDesigner", "designing"]);
  const { entity, listedOf, nameOf, pathName, run } = usePageDesk();
  const other = listedOf(listed.entity);
  if (!other) return null;
  const columns = listed.columns ?? [];
  const [sort] = listed.sort ?? [];
  const nameAt = (path: string) => pathName(other, path);
  const set = (members: Parameters<typeof setList>[2]) =>
    void run(setList(entity, block.id, members, nameOf(block)));
  const move = (id: string, by: 1 | -1) => {
    const before = stepTarget(columns, id, by);
    if (before === undefined) return;
    const rest = columns.filter((one) => one !== id);
    set({ columns: insertBefore(rest, [id], before, String) });
  };
  const free = other.fields.filter(
    (field) =>
      !columns.includes(field.id) &&
      !noColumn.has(field.type) &&
      field.key !== "id" &&
      field.key !== "version",
  );
  const sortable = other.fields.filter(
    (field) => !noOrder.has(field.type) && !field.many && field.key !== "id" && field.key !== "version",
  );
  return (
    <>
      <section className={style.columnList} aria-label={t("list.columns")}>
        <h3>{t("list.columns")}</h3>
        <ol>
          {columns.map((id, at) => (
            <li key={id}>
              <span>{nameAt(id)}</span>
              <IconButton
                size="small"
                label={t("list.earlier", { name: nameAt(id) })}
                icon={<ArrowUp />}
                disabled={at === 0}
                onClick={() => move(id, -1)}
              />
              <IconButton
                size="small"
                label={t("list.later", { name: nameAt(id) })}
                icon={<ArrowDown />}
                disabled={at === columns.length - 1}
                onClick={() => move(id, 1)}
              />
              <IconButton
                size="small"
                label={t("list.remove", { name: nameAt(id) })}
                icon={<X />}
                onClick={() => set({ columns: columns.filter((one) => one !== id) })}
              />
            </li>
          ))}
        </ol>
        {columns.length === 0 ? <p className={style.hint}>{t("list.usual")}</p> : null}
        {columns.length < mostColumns ? (
          <SelectField
            label={t("list.add")}
            none={t("list.choose")}
            value=""
            options={free.map(({ id, name }) => ({ id, label: name }))}
            onChange={(id) => (id ? set({ columns: [...columns, id] }) : undefined)}
          />
        ) : null}
      </section>
      <SelectField
        label={t("list.sort")}
        none={t("list.unsorted")}
        value={sort?.field ?? ""}
        options={sortable.map(({ id, name }) => ({ id, label: name }))}
        onChange={(field) => set({ sort: field ? [{ field }] : [] })}
      />
      {sort ? (
        <SelectField
          label={t("list.direction")}
          value={sort.descending ? "down" : "up"}
          options={[
            { id: "up", label: t("list.up") },
            { id: "down", label: t("list.down") },
          ]}
          onChange={(way) =>
            set({ sort: [way === "down" ? { field: sort.field, descending: true } : { field: sort.field }] })
          }
        />
      ) : null}
    </>
  );
}
