import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { entityToBuildQuery } from "@/api/design";
import type { FieldDocument } from "@/api/documents";
import { Notice } from "@/ui/page/Notice";
import { ProgressBar } from "@/ui/page/ProgressBar";
import { Question } from "@/ui/page/Question";
import { SelectField } from "@/ui/page/SelectField";
import { Skeleton } from "@/ui/shared/Skeleton";
import { useToast } from "@/ui-phone/toastContext";
import type { AbcAnswer, ClassName } from "@/widget-charts/widget";
import { takeBackClasses, writeClasses } from "../api";
import { useBoard } from "../BoardContext";
import { type CardDraft, groupsOf } from "../model/documents";
import { usePaths } from "../usePaths";
import { goThrough } from "./goThrough";
import style from "./Panel.module.css";

const classes: readonly ClassName[] = ["A", "B", "C"];

/** An option stands for a class by its id or its name. */
const optionFor = (field: FieldDocument, name: ClassName) =>
  field.options?.find(
    (one) => !one.archived && (one.id.toUpperCase() === name || one.name.toUpperCase() === name),
  );

const takes = (field: FieldDocument): boolean =>
  field.type === "choice" && field.access === "write" && classes.every((name) => optionFor(field, name));

export type ClassWriterProps = {
  readonly card: CardDraft;
  readonly answer: AbcAnswer;
  readonly onClose: () => void;
};

/** Puts the classes into a field of the classed records: counts first, then progress, then a way back. */
export function ClassWriter({ card, answer, onClose }: ClassWriterProps) {
  const { t } = useTranslation("dashboardDesigner");
  const toast = useToast();
  const { board, entityOf } = useBoard();
  const { paths } = usePaths(entityOf(card)?.key);
  const link = paths.find((one) => one.path === groupsOf(card)[0]?.field)?.field;
  const target = useQuery({
    ...entityToBuildQuery(link?.entity_key ?? ""),
    enabled: link?.entity_key !== undefined,
  });
  const fields = (target.data?.fields ?? []).filter(takes);
  const [chosen, setChosen] = useState<string>();
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number | null }>();
  const field = fields.find((one) => one.id === chosen) ?? fields[0];
  const write = async () => {
    if (!field) return;
    const asked = { board, card, field: field.id };
    const written = await goThrough((more) => writeClasses({ ...asked, ...more }), setProgress);
    const undo = async () => {
      const back = await goThrough((more) => takeBackClasses({ ...asked, write: written.write, ...more }));
      toast.show({ text: t("abc.undone", { count: back.done - back.left }) });
    };
    toast.show({
      text: t("abc.written", {
        count: written.done - written.left,
        left: written.left,
        field: field.name,
      }),
      action: { label: t("undo"), onSelect: () => void undo() },
      milliseconds: 20_000,
    });
  };
  const waiting = link?.entity_key !== undefined && target.isPending;
  return (
    <Question
      title={t("abc.write")}
      confirm={t("abc.confirm")}
      ready={field !== undefined}
      onClose={onClose}
      onConfirm={write}
    >
      <div className={style.rows}>
        {waiting ? <Skeleton lines={3} /> : null}
        {!waiting && link?.entity_key === undefined ? (
          <Notice tone="warning">{t("abc.noRecords")}</Notice>
        ) : null}
        {target.data && !field ? (
          <Notice tone="warning">{t("abc.noField", { entity: target.data.name })}</Notice>
        ) : null}
        {field ? (
          <>
            <SelectField
              label={t("abc.field", { entity: target.data?.name ?? "" })}
              value={field.id}
              options={fields.map((one) => ({ id: one.id, label: one.name }))}
              onChange={setChosen}
            />
            <dl className={style.counts}>
              {classes.map((name) => (
                <div key={name}>
                  <dt>{t("abc.becomes", { name, option: optionFor(field, name)?.name ?? "" })}</dt>
                  <dd>{t("abc.records", { count: answer.classes[name].count })}</dd>
                </div>
              ))}
            </dl>
            <p className={style.hint}>{t("abc.hint")}</p>
          </>
        ) : null}
        {progress ? (
          <ProgressBar label={t("abc.writing")} done={progress.done} total={progress.total ?? undefined} />
        ) : null}
      </div>
    </Question>
  );
}
