import { Copy, CornerDownRight, PencilLine, Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStepItems } from "@/designing/parts/useStepItems";
import { Menu, type MenuItem } from "@/ui/shared/Menu";
import { useDesk } from "../DeskContext";
import { moveStep, moveTo, removeFields, setPlace } from "../model/deeds";
import { labelOf, type Placement, sectionOf } from "../model/documents";
import { useDuplicate } from "../useCopies";
import style from "./Canvas.module.css";

const widths = [
  [24, "1/1"],
  [12, "1/2"],
  [8, "1/3"],
  [6, "1/4"],
] as const;

/** The shares of a row that people ask for, one click each. */
export function WidthChips({ place }: { readonly place: Placement }) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  return widths.map(([width, share]) => (
    <button
      key={width}
      type="button"
      className={style.width}
      aria-pressed={(place.width ?? 24) === width}
      aria-label={t("menu.width", { share })}
      onClick={() => desk.run(setPlace(desk, place.field, { width }, "width"))}
    >
      {share}
    </button>
  ));
}

export type FieldMenuProps = {
  readonly id: string;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
  readonly onRename: () => void;
  readonly onInsert: () => void;
};

/** All that dragging does, and more, by clicks. */
export function FieldMenu({ id, anchor, onClose, onRename, onInsert }: FieldMenuProps) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const { form, entity, selection, run } = desk;
  const duplicate = useDuplicate();
  const ids = selection.kind === "fields" ? selection.ids : [id];
  const up = moveStep(desk, id, -1);
  const down = moveStep(desk, id, 1);
  const steps = useStepItems(run, up, down);
  const home = sectionOf(form, id);
  const elsewhere = form.sections.filter((section) => section !== home);
  const items: MenuItem[] = [
    { key: "rename", label: t("menu.rename"), shortcut: "Enter", icon: <PencilLine />, onSelect: onRename },
    { key: "insert", label: t("menu.insert"), shortcut: "/", icon: <Plus />, onSelect: onInsert },
    {
      key: "copy",
      label: t("menu.duplicate"),
      shortcut: "Ctrl D",
      icon: <Copy />,
      onSelect: () => duplicate(ids),
    },
    "line",
    ...steps,
    ...elsewhere.map((section): MenuItem => {
      const number = form.sections.indexOf(section) + 1;
      const name = section.name || t("canvas.section", { number });
      return {
        key: `to.${section.id}`,
        label: t("menu.to", { name }),
        icon: <CornerDownRight />,
        onSelect: () => void run(moveTo(desk, id, section.id)),
      };
    }),
    "line",
    {
      key: "remove",
      label: t("menu.remove"),
      shortcut: "Del",
      icon: <Trash2 />,
      danger: true,
      onSelect: () => void run(removeFields(desk, desk.published.entity, ids)),
    },
  ];
  return (
    <Menu
      label={t("menu.of", { name: labelOf(form, entity, id) })}
      anchor={anchor}
      onClose={onClose}
      items={items}
    />
  );
}
