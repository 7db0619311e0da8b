import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { cellOf } from "@/field-cells/cells";
import { isEmpty, type Json } from "@/lib/json";
import type { MenuItem } from "@/ui/shared/Menu";
import { MenuButton } from "@/ui/shared/MenuButton";
import style from "./Dated.module.css";
import { type DatedRecord, useDated } from "./DatedContext";
import { menuSteps, spanByKey } from "./moves";
import { movedBy } from "./spans";

export type DatedChipProps = {
  readonly one: DatedRecord;
  readonly facts?: boolean;
  /** Says from when to when, where that is not drawn. */
  readonly days?: boolean;
};

/** One record on its days: opened by a click, moved by keys or its menu. */
export function DatedChip({ one, facts = false, days = false }: DatedChipProps) {
  const { t } = useTranslation("layouts");
  const deeds = useDated();
  const { movable, resizable } = deeds.fields;
  const press = (event: KeyboardEvent) => {
    const to = movable ? spanByKey(event, one.span, resizable) : undefined;
    if (!to) return;
    event.preventDefault();
    deeds.onMove(one, to);
  };
  const items: readonly MenuItem[] = [
    ...menuSteps.map(
      ({ key, days, shortcut }): MenuItem => ({
        key,
        label: t(`dated.step.${key}`),
        shortcut,
        onSelect: () => deeds.onMove(one, movedBy(one.span, days)),
      }),
    ),
    "line",
    { key: "ask", label: t("dated.step.ask"), onSelect: () => deeds.onAsk(one) },
  ];
  return (
    <>
      <button
        type="button"
        className={style.open}
        data-record={one.record.id}
        aria-busy={deeds.isWaiting(one.record.id) || undefined}
        aria-keyshortcuts={movable ? "Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown" : undefined}
        title={one.title}
        onClick={() => deeds.onOpen(one.record.id)}
        onKeyDown={press}
      >
        {one.time ? <span className={style.time}>{one.time}</span> : null}
        <span className={style.name}>{one.title}</span>
        {facts ? <Facts one={one} days={days} /> : null}
      </button>
      {movable ? (
        <MenuButton
          className={style.more}
          label={t("dated.menu", { title: one.title })}
          items={items}
          onPointerDown={(event) => event.stopPropagation()}
        />
      ) : null}
    </>
  );
}

function Facts({ one, days }: { readonly one: DatedRecord; readonly days: boolean }) {
  const { t } = useTranslation("layouts");
  const { facts, words } = useDated();
  const texts = facts.flatMap(({ key, field }) => {
    const value = (one.record[key] ?? null) as Json;
    return isEmpty(value) ? [] : [cellOf(field).toText(value, field, words)];
  });
  const { start: from, end: to } = one.span;
  const told = days && from !== to ? [t("dated.range", { from, to }), ...texts] : texts;
  return told.length > 0 ? <span className={style.facts}>{told.join(" · ")}</span> : null;
}
