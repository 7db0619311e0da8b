import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type FieldSpec, fieldOf } from "@/designing/fields/documents";
import { Notice } from "@/ui/page/Notice";
import { Question } from "@/ui/page/Question";
import { SelectField } from "@/ui/page/SelectField";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { StatusTag } from "@/ui/shared/StatusTag";
import { type Conversion, conversionQuery } from "../api";
import { useDesk } from "../DeskContext";
import { retype } from "../model/deeds";
import { type Fate, fateOf, offeredTypes, retyped } from "../model/retyping";

const tones = { whole: "success", partly: "warning", anew: "danger" } as const;
const fates: readonly Fate[] = ["whole", "partly", "anew"];

export type TypeChangeProps = { readonly field: FieldSpec; readonly onClose: () => void };

/** Another type for a field: what each would do to the values that are there, counted before the click. */
export function TypeChange({ field, onClose }: TypeChangeProps) {
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const { entity, published, names, run } = useDesk();
  const [type, setType] = useState("");
  const offered = offeredTypes(entity, field);
  const known = published ? fieldOf(published, field.id) : undefined;
  const to = type ? retyped(entity, field.id, type, names) : undefined;
  const options = fates.flatMap((fate) =>
    offered
      .filter((one) => fateOf(field.type, one) === fate)
      .map((one) => ({
        id: one,
        label: known
          ? t("retype.offer", { type: t(`designing:type.${one}`), fate: t(`retype.fate.${fate}`) })
          : t(`designing:type.${one}`),
      })),
  );
  return (
    <Question
      title={t("retype.title", { name: field.name })}
      confirm={t("retype.confirm")}
      ready={to !== undefined}
      onClose={onClose}
      onConfirm={async () => {
        if (to) run(retype(entity, to));
      }}
    >
      <SelectField
        label={t("retype.to")}
        none={t("retype.choose")}
        options={options}
        value={type}
        onChange={setType}
      />
      {known && to ? (
        <Consequences key={type} entity={entity.id} to={to} fate={fateOf(known.type, type)} />
      ) : null}
      {known ? <p>{t("retype.kept")}</p> : <p>{t("retype.fresh")}</p>}
    </Question>
  );
}

type ConsequencesProps = { readonly entity: string; readonly to: FieldSpec; readonly fate: Fate };

function Consequences({ entity, to, fate }: ConsequencesProps) {
  const { t } = useTranslation("entityDesigner");
  const { data, error } = useQuery(conversionQuery(entity, to));
  if (error) return <ProblemNotice problem={error} />;
  if (!data) return <Skeleton lines={2} />;
  const lossy = data.lost > 0 || data.level === "destructive";
  return (
    <Notice tone={lossy ? "warning" : "info"}>
      <p>
        <StatusTag tone={tones[fate]}>{t(`retype.fate.${fate}`)}</StatusTag> {countedWords(data, t)}
      </p>
      <ul>
        {data.reasons.map((one) => (
          <li key={one.code}>{one.message}</li>
        ))}
      </ul>
    </Notice>
  );
}

function countedWords(data: Conversion, t: TFunction<"entityDesigner">): string {
  if (!data.readable) return t("retype.hidden");
  if (data.tried === 0) return t("retype.empty");
  const params = { count: data.tried, lost: data.lost, kept: data.tried - data.lost };
  return t(data.capped ? "retype.countedFirst" : "retype.counted", params);
}
