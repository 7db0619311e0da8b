import { ListFilter, X } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import type { CellWords } from "@/field-cells/cell";
import type { Condition } from "@/lib/condition/condition";
import { Button } from "@/ui/shared/Button";
import { Popover } from "@/ui/shared/Popover";
import type { Entities } from "../model/fields";
import { conditionOf, groupOf, replacePart } from "../model/filterTree";
import { conditionWords } from "../model/filterWords";
import { FilterBuilder } from "./FilterBuilder";
import { LockedFilter } from "./LockedFilter";
import style from "./toolbar.module.css";

export type FilterBarProps = {
  readonly entity: EntityDocument;
  readonly entities: Entities;
  readonly words: CellWords;
  /** Told and not changed. */
  readonly locked: boolean;
  /** What the view itself keeps to: told, not changed here. */
  readonly fixed: Condition | undefined;
  readonly filter: Condition | undefined;
  readonly onChange: (filter: Condition | undefined) => void;
};

export const FilterBar = ({ locked, ...props }: FilterBarProps) =>
  locked ? <LockedFilter {...props} /> : <OpenFilter {...props} />;

/** The filter in words: each part can be clicked to change it and taken away by itself. */
function OpenFilter({ entity, entities, words, fixed, filter, onChange }: Omit<FilterBarProps, "locked">) {
  const { t } = useTranslation("records");
  const [anchor, setAnchor] = useState<HTMLElement>();
  const opener = useRef<HTMLDivElement>(null);
  const talk = { t, entity, entities, words };
  const group = groupOf(filter);
  const joint = t(group.joint === "all" ? "filter.and" : "filter.or");
  const open = (element: HTMLElement) => setAnchor((shown) => (shown ? undefined : element));
  return (
    <div ref={opener} className={style.filters}>
      <Button
        size="small"
        look="quiet"
        icon={<ListFilter size={15} />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== undefined}
        onClick={(event) => open(event.currentTarget)}
      >
        {t("filter.open")}
      </Button>
      {fixed ? (
        <span className={style.fixed} title={t("filter.fixedHint")}>
          {conditionWords(fixed, talk)}
        </span>
      ) : null}
      {group.parts.map((part, index) => {
        const text = conditionWords(part, talk);
        return (
          <span key={text} className={style.chipPlace}>
            {index > 0 ? <span className={style.joint}>{joint}</span> : null}
            <span className={style.chip}>
              <button
                type="button"
                className={style.chipWords}
                onClick={(event) => open(event.currentTarget)}
              >
                {text}
              </button>
              <button
                type="button"
                className={style.chipRemove}
                aria-label={t("filter.removeNamed", { text })}
                onClick={() => onChange(conditionOf(replacePart(group, index, undefined)))}
              >
                <X size={13} aria-hidden="true" />
              </button>
            </span>
          </span>
        );
      })}
      {group.parts.length > 1 ? (
        <Button size="small" look="quiet" onClick={() => onChange(undefined)}>
          {t("filter.clear")}
        </Button>
      ) : null}
      {anchor ? (
        <Popover label={t("filter.open")} anchor={anchor} onClose={() => setAnchor(undefined)}>
          <FilterBuilder
            entity={entity}
            entities={entities}
            words={words}
            filter={filter}
            onChange={onChange}
          />
        </Popover>
      ) : null}
    </div>
  );
}
