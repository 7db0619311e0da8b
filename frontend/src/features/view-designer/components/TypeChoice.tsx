import { CalendarDays, ChartGantt, Columns3, LayoutGrid, type LucideIcon, Table2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../DeskContext";
import { switchLayout } from "../model/deeds";
import { type LayoutType, layoutTypes } from "../model/documents";
import { lacking, switched } from "../model/switching";
import style from "./Designer.module.css";

const icons: Readonly<Record<LayoutType, LucideIcon>> = {
  grid: Table2,
  kanban: Columns3,
  calendar: CalendarDays,
  gallery: LayoutGrid,
  gantt: ChartGantt,
};

export type TypeButtonsProps = {
  readonly chosen: LayoutType;
  /** Why a type cannot be chosen; undefined where it can. */
  readonly lackOf: (type: LayoutType) => string | undefined;
  readonly onChoose: (type: LayoutType) => void;
};

export function TypeButtons({ chosen, lackOf, onChoose }: TypeButtonsProps) {
  const { t } = useTranslation("viewDesigner");
  const lacks = layoutTypes.flatMap((type) => lackOf(type) ?? []);
  return (
    <>
      <fieldset className={style.types} aria-label={t("settings.type")}>
        {layoutTypes.map((type) => {
          const Icon = icons[type];
          return (
            <button
              key={type}
              type="button"
              className={style.type}
              aria-pressed={type === chosen}
              disabled={lackOf(type) !== undefined}
              onClick={() => onChoose(type)}
            >
              <Icon size={18} aria-hidden="true" />
              {t(`type.${type}`)}
            </button>
          );
        })}
      </fieldset>
      {[...new Set(lacks)].map((text) => (
        <p key={text} className={style.hint}>
          {text}
        </p>
      ))}
    </>
  );
}

/** Another type keeps what fits; what it needs is found among the fields. */
export function TypeChoice() {
  const { draft, entity, run } = useDesk();
  const lackOf = useLackWords();
  return (
    <TypeButtons
      chosen={draft.layout.type}
      lackOf={(type) => lackOf(lacking(type, entity))}
      onChoose={(type) => run(switchLayout(draft, switched(draft.layout, type, entity)))}
    />
  );
}

export function useLackWords() {
  const { t } = useTranslation("viewDesigner");
  return (lack: ReturnType<typeof lacking>): string | undefined => lack && t(`lacking.${lack}`);
}
