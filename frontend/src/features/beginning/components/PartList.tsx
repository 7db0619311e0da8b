import { useTranslation } from "react-i18next";
import { CheckField } from "@/ui/page/CheckField";
import type { Part } from "../api";
import { grouped, isInner, type Ticked, tick } from "../model/parts";
import style from "./beginning.module.css";

export type PartListProps = {
  readonly parts: readonly Part[];
  /** Parts that stay with what they belong to: titles. */
  readonly fixed: Ticked;
  readonly ticked: Ticked;
  readonly onTick: (ticked: Ticked) => void;
};

/** What would be built, a sentence each, by what it is about. */
export function PartList({ parts, fixed, ticked, onTick }: PartListProps) {
  const { t } = useTranslation("beginning");
  return grouped(parts).map(({ group, parts: own }) => (
    <section key={group} className={style.group} aria-label={t(`group.${group}`)}>
      <h2>
        {t(`group.${group}`)}{" "}
        <span className={style.meta}>
          {t("parts.of", { count: own.filter((one) => ticked.has(one.id)).length, all: own.length })}
        </span>
      </h2>
      <ul>
        {own.map((part) => (
          <li key={part.id} data-inner={isInner(part) || undefined}>
            <CheckField
              label={part.sentence}
              value={ticked.has(part.id)}
              disabled={fixed.has(part.id)}
              onChange={(wanted) => onTick(tick(parts, ticked, part.id, wanted))}
            />
          </li>
        ))}
      </ul>
    </section>
  ));
}
