import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { searchPeople } from "@/api/people";
import { records } from "@/api/records";
import { formatNumber } from "@/lib/numbers";
import { PlainTable } from "@/ui/page/PlainTable";
import { Button } from "@/ui/shared/Button";
import type { Unmatched } from "../api";
import { type ImportMapping, mapValue, setSource, sourcesOf } from "../model/mapping";
import type { UnmatchedGroup } from "../model/report";
import style from "./imports.module.css";

export type UnmatchedValuesProps = {
  readonly group: UnmatchedGroup;
  readonly field: FieldDocument | undefined;
  readonly mapping: ImportMapping;
  readonly onChange: (mapping: ImportMapping) => void;
};

/** Names that nothing goes by: one answer repairs all rows that bear the name. */
export function UnmatchedValues({ group, field, mapping, onChange }: UnmatchedValuesProps) {
  const { t } = useTranslation("imports");
  const source = sourcesOf(mapping, group.column).find((one) => one.field === group.field);
  const map = (text: string, to: string | null | undefined) =>
    onChange(mapValue(mapping, group.column, group.field, text, to));
  const name = field?.name ?? group.field;
  const answer = (one: Unmatched) => source?.values?.[one.value];
  return (
    <section className={style.panel} aria-label={t("values.title", { column: group.column, field: name })}>
      <h2>{t("values.title", { column: group.column, field: name })}</h2>
      <p className={style.meta}>{t("values.hint", { count: group.rows, values: group.values.length })}</p>
      <div className={style.line}>
        {(["create", "empty"] as const).map((when) => (
          <Button
            key={when}
            size="small"
            aria-pressed={source?.unmatched === when}
            look={source?.unmatched === when ? "primary" : "plain"}
            onClick={() =>
              onChange(
                setSource(mapping, group.column, group.field, {
                  unmatched: source?.unmatched === when ? "refuse" : when,
                }),
              )
            }
          >
            {t(`values.all.${when}`)}
          </Button>
        ))}
      </div>
      <PlainTable
        label={t("values.title", { column: group.column, field: name })}
        rows={group.values}
        rowKey={(one) => one.value}
        columns={[
          { key: "value", title: t("values.value"), show: (one) => <strong>{one.value}</strong> },
          { key: "count", title: t("values.rows"), end: true, show: (one) => formatNumber(one.count) },
          {
            key: "to",
            title: t("values.to"),
            show: (one) => (
              <Answer field={field} unmatched={one} answer={answer(one)} onMap={(to) => map(one.value, to)} />
            ),
          },
        ]}
      />
    </section>
  );
}

type AnswerProps = {
  readonly field: FieldDocument | undefined;
  readonly unmatched: Unmatched;
  readonly answer: string | null | undefined;
  readonly onMap: (to: string | null | undefined) => void;
};

function Answer({ field, unmatched, answer, onMap }: AnswerProps) {
  const { t } = useTranslation("imports");
  const id = useId();
  const [sought, setSought] = useState("");
  const found = useQuery({
    queryKey: ["imports", "candidates", field?.type, field?.entity_key, sought],
    queryFn: async ({ signal }) =>
      field?.entity_key
        ? (await records.lookup(field.entity_key, sought, signal)).flatMap((one) => one.title ?? [])
        : (await searchPeople(sought, signal)).map((one) => one.name),
    enabled: sought.trim() !== "" && !field?.options,
    staleTime: 60_000,
  });
  const known = field?.options?.map((option) => option.name) ?? found.data ?? [];
  if (answer !== undefined) {
    return (
      <span className={style.line}>
        {answer === null ? t("values.toEmpty") : t("values.toOther", { name: answer })}
        <Button size="small" look="quiet" onClick={() => onMap(undefined)}>
          {t("values.again")}
        </Button>
      </span>
    );
  }
  return (
    <span className={style.line}>
      {(unmatched.nearest ?? []).map(({ id: near, title }) => (
        <Button key={near} size="small" onClick={() => onMap(title)}>
          {t("values.use", { name: title })}
        </Button>
      ))}
      <input
        className={style.sought}
        list={id}
        aria-label={t("values.otherOf", { value: unmatched.value })}
        placeholder={t("values.other")}
        value={sought}
        onChange={(event) => {
          const typed = event.target.value;
          if (known.includes(typed)) {
            setSought("");
            onMap(typed);
          } else setSought(typed);
        }}
      />
      <datalist id={id}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Button size="small" look="quiet" onClick={() => onMap(null)}>
        {t("values.leaveEmpty")}
      </Button>
    </span>
  );
}
