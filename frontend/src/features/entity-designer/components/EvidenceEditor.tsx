import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { entityQuery } from "@/api/design";
import type { EvidenceDraft, EvidenceKind } from "@/designing/fields/documents";
import { TextSetting } from "@/designing/parts/Inputs";
import { SelectField } from "@/ui/page/SelectField";
import { IconButton } from "@/ui/shared/IconButton";
import { useDesk } from "../DeskContext";
import { sourceKey } from "../model/computed";
import { evidenceRecords, fileFields, offeredKinds, withKind } from "../model/evidence";
import style from "./Properties.module.css";

export type EvidenceEditorProps = {
  readonly evidence: EvidenceDraft;
  readonly onChange: (evidence: EvidenceDraft) => void;
  readonly onRemove: () => void;
};

export function EvidenceEditor({ evidence, onChange, onRemove }: EvidenceEditorProps) {
  const { t } = useTranslation("entityDesigner");
  const { entity, siblings } = useDesk();
  const { kind } = evidence;
  const fields = kind === "files" ? fileFields(entity) : entity.fields;
  return (
    <article className={style.card} aria-label={evidence.name}>
      <div className={style.line}>
        <strong>{evidence.name}</strong>
        <IconButton
          size="small"
          label={t("evidence.remove", { name: evidence.name })}
          icon={<Trash2 />}
          onClick={onRemove}
        />
      </div>
      <TextSetting
        label={t("evidence.name")}
        required
        maxLength={200}
        value={evidence.name}
        onCommit={(name) => (name.trim() ? onChange({ ...evidence, name }) : undefined)}
      />
      <SelectField
        label={t("evidence.kind")}
        options={offeredKinds(entity, siblings).map((id) => ({ id, label: t(`evidence.kinds.${id}`) }))}
        value={kind}
        onChange={(next) => onChange(withKind(evidence, next as EvidenceKind, entity, siblings))}
      />
      {kind === "filled" || kind === "files" ? (
        <SelectField
          label={t("evidence.field")}
          options={fields.map((field) => ({ id: field.id, label: field.name }))}
          value={evidence.field ?? ""}
          onChange={(field) => onChange({ ...evidence, field })}
        />
      ) : null}
      {kind === "records" ? <RecordsSource evidence={evidence} onChange={onChange} /> : null}
      {kind === "files" || kind === "records" ? (
        <TextSetting
          label={t("evidence.least")}
          maxLength={3}
          value={String(evidence.least ?? 1)}
          onCommit={(typed) =>
            /^[1-9]\d{0,2}$/.test(typed.trim()) ? onChange({ ...evidence, least: Number(typed) }) : undefined
          }
        />
      ) : null}
      {kind === "records" || kind === "condition" ? (
        <EvidenceCondition evidence={evidence} onChange={onChange} />
      ) : null}
    </article>
  );
}

type PartProps = Pick<EvidenceEditorProps, "evidence" | "onChange">;

function RecordsSource({ evidence, onChange }: PartProps) {
  const { t } = useTranslation("entityDesigner");
  const { entity, siblings } = useDesk();
  const sources = evidenceRecords(entity, siblings);
  return (
    <SelectField
      label={t("evidence.records")}
      options={sources.map((one) => ({ id: sourceKey(one), label: one.name }))}
      value={sourceKey(evidence)}
      onChange={(key) => {
        const source = sources.find((one) => sourceKey(one) === key);
        const { where: _old, ...rest } = evidence;
        if (source) onChange({ ...rest, entity: source.entity, through: source.through });
      }}
    />
  );
}

/** Which records count, or what the record itself must be. */
function EvidenceCondition({ evidence, onChange }: PartProps) {
  const { t } = useTranslation("entityDesigner");
  const { document, entities, parts } = useDesk();
  const { ConditionEditor } = parts;
  const elsewhere = evidence.kind === "records";
  const key = elsewhere ? entities.find((one) => one.id === evidence.entity)?.key : undefined;
  const { data } = useQuery({ ...entityQuery(key ?? ""), enabled: key !== undefined, retry: false });
  const about = elsewhere ? data : document;
  if (!about) return null;
  return (
    <div className={style.condition}>
      <ConditionEditor
        key={`${evidence.id}.${about.id}`}
        entity={about}
        condition={evidence.where}
        none={t(elsewhere ? "computed.everything" : "evidence.noCondition")}
        onChange={(where) => {
          const { where: _old, ...rest } = evidence;
          if (where) onChange({ ...rest, where });
          else if (elsewhere) onChange(rest);
        }}
      />
    </div>
  );
}
