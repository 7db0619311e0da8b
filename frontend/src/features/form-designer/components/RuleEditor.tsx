import { Plus, Trash2, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextSetting } from "@/designing/parts/Inputs";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { Select } from "@/ui/shared/Select";
import { useDesk } from "../DeskContext";
import { deeds, labelOf, placedIds, type ReactionDraft } from "../model/documents";
import { finishedRule, type RuleWork, reactionFor, withDeed } from "../model/ruleWork";
import style from "./Properties.module.css";
import { SetValue } from "./SetValue";

export type RuleEditorProps = { readonly work: RuleWork; readonly kept: boolean };

/** Whole rules are kept with every change; what is still missing stays here until it is there. */
export function RuleEditor({ work, kept }: RuleEditorProps) {
  const { t } = useTranslation("designing");
  const { form, document, parts, run } = useDesk();
  const [unfinished, setUnfinished] = useState<RuleWork>();
  const shown = unfinished ?? work;
  const { ConditionEditor } = parts;
  const put = (next: RuleWork) => {
    const rule = finishedRule(next);
    const key = kept ? "step.rule" : "step.addRule";
    const say = { key, params: { name: next.name } };
    const done = rule && run({ do: "rule.put", form: form.id, rule, same: `rule.${rule.id}`, say });
    setUnfinished(done ? undefined : next);
  };
  const replace = (at: number, reaction: ReactionDraft | undefined) =>
    put({
      ...shown,
      // biome-ignore lint/suspicious/noThenProperty: the format's own word; nobody awaits a rule
      then: shown.then.flatMap((one, index) => (index !== at ? [one] : reaction ? [reaction] : [])),
    });
  return (
    <div className={style.rows}>
      <TextSetting
        label={t("rules.name")}
        maxLength={200}
        value={shown.name}
        onCommit={(name) => (name.trim() ? put({ ...shown, name }) : undefined)}
      />
      <h3>{t("rules.when")}</h3>
      <div className={style.condition}>
        <ConditionEditor
          key={work.id}
          entity={document}
          condition={shown.when}
          none={t("rules.noCondition")}
          onChange={(when) => put({ ...shown, when })}
        />
      </div>
      <h3>{t("rules.then")}</h3>
      {shown.then.map((reaction, at) => (
        <ReactionEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: a reaction is its place in the rule
          key={at}
          reaction={reaction}
          alone={shown.then.length === 1}
          onChange={(next) => replace(at, next)}
        />
      ))}
      <Button
        size="small"
        look="quiet"
        icon={<Plus size={14} />}
        onClick={() =>
          // biome-ignore lint/suspicious/noThenProperty: the format's own word; nobody awaits a rule
          put({ ...shown, then: [...shown.then, reactionFor("require", shown.then[0]?.fields ?? [])] })
        }
      >
        {t("rules.addReaction")}
      </Button>
      {finishedRule(shown) ? null : <p className={style.warning}>{t("rules.unfinished")}</p>}
    </div>
  );
}

type ReactionEditorProps = {
  readonly reaction: ReactionDraft;
  readonly alone: boolean;
  readonly onChange: (reaction: ReactionDraft | undefined) => void;
};

function ReactionEditor({ reaction, alone, onChange }: ReactionEditorProps) {
  const { t } = useTranslation("designing");
  return (
    <div className={style.reaction}>
      <Select
        wide
        label={t("rules.deed")}
        value={reaction.do}
        options={deeds.map((deed) => ({ id: deed, label: t(`rules.deeds.${deed}`) }))}
        onChange={(deed) => onChange(withDeed(reaction, deed))}
      />
      <IconButton
        size="small"
        label={t("rules.removeReaction")}
        icon={<Trash2 />}
        disabled={alone}
        onClick={() => onChange(undefined)}
      />
      <TargetFields reaction={reaction} onChange={onChange} />
      {reaction.do === "set" ? <SetValue reaction={reaction} onChange={onChange} /> : null}
      {reaction.do === "message" ? (
        <TextSetting
          label={t("rules.text")}
          maxLength={500}
          value={reaction.text ?? ""}
          onCommit={(text) => onChange({ ...reaction, text })}
        />
      ) : null}
    </div>
  );
}

type PartProps = Pick<ReactionEditorProps, "reaction" | "onChange">;

function TargetFields({ reaction, onChange }: PartProps) {
  const { t } = useTranslation("designing");
  const { form, entity } = useDesk();
  const chosen = reaction.fields ?? [];
  const put = (fields: readonly string[]) => {
    const { fields: _old, ...rest } = reaction;
    onChange(fields.length > 0 ? { ...rest, fields } : rest);
  };
  const offered = placedIds(form).filter((id) => !chosen.includes(id));
  return (
    <div className={style.targets}>
      {chosen.map((id) => (
        <button
          key={id}
          type="button"
          className={style.target}
          aria-label={t("rules.without", { name: labelOf(form, entity, id) })}
          onClick={() => put(chosen.filter((one) => one !== id))}
        >
          {labelOf(form, entity, id)} <X size={12} aria-hidden="true" />
        </button>
      ))}
      <Select
        takes
        label={t("rules.field")}
        none={t("rules.field")}
        value=""
        options={offered.map((id) => ({ id, label: labelOf(form, entity, id) }))}
        onChange={(id) => put([...chosen, id])}
      />
    </div>
  );
}
