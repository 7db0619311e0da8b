import { ChevronDown, ChevronUp, Plus, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { newItemId } from "@/designing/ids";
import { useSay } from "@/designing/useSay";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { useDesk } from "../DeskContext";
import { labelOf, placedIds, type RuleDraft } from "../model/documents";
import { ruleWarnings } from "../model/ruleWarnings";
import { type RuleWork, reactionFor } from "../model/ruleWork";
import style from "./Properties.module.css";
import { RuleEditor } from "./RuleEditor";
import { RuleWords } from "./RuleWords";

export type RuleListProps = {
  readonly rules: readonly RuleDraft[];
  /** New rules are about this field. */
  readonly about?: string;
};

/** Rules as sentences; one of them, or a new one, is open for writing. */
export function RuleList({ rules, about }: RuleListProps) {
  const { t } = useTranslation("designing");
  const { form } = useDesk();
  const [open, setOpen] = useState<string>();
  const [fresh, setFresh] = useState<RuleWork>();
  const begin = () => {
    const id = newItemId("r");
    const name = t("rules.newName", { number: (form.rules ?? []).length + 1 });
    const first = reactionFor("show", about ? [about] : []);
    // biome-ignore lint/suspicious/noThenProperty: the format's own word; nobody awaits a rule
    setFresh({ id, name, when: undefined, then: [first] });
    setOpen(id);
  };
  const pending = fresh && !rules.some((rule) => rule.id === fresh.id) ? fresh : undefined;
  const items: readonly RuleWork[] = pending ? [...rules, pending] : rules;
  return (
    <>
      {items.length === 0 ? <p className={style.hint}>{t("rules.none")}</p> : null}
      {items.map((work) => (
        <RuleItem
          key={work.id}
          work={work}
          kept={work !== pending}
          open={work.id === open}
          onOpen={(on) => setOpen(on ? work.id : undefined)}
          onForget={() => setFresh(undefined)}
        />
      ))}
      <Button size="small" icon={<Plus size={14} />} onClick={begin}>
        {t("rules.add")}
      </Button>
    </>
  );
}

type RuleItemProps = {
  readonly work: RuleWork;
  /** On the form already, not only begun. */
  readonly kept: boolean;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onForget: () => void;
};

function RuleItem({ work, kept, open, onOpen, onForget }: RuleItemProps) {
  const { t } = useTranslation("designing");
  const { form, entity, run } = useDesk();
  const say = useSay();
  const warnings = useMemo(
    () =>
      ruleWarnings(form.rules ?? [], new Set(placedIds(form)), (id) => labelOf(form, entity, id)).filter(
        (one) => one.rule === work.id,
      ),
    [form, entity, work.id],
  );
  const remove = () => {
    if (!kept) return onForget();
    run({
      do: "rule.remove",
      form: form.id,
      rule: work.id,
      say: { key: "step.removeRule", params: { name: work.name } },
    });
  };
  return (
    <article className={style.rule} aria-label={work.name}>
      <header className={style.ruleHead}>
        <button type="button" aria-expanded={open} onClick={() => onOpen(!open)}>
          <strong>{work.name}</strong>
        </button>
        <IconButton
          size="small"
          label={t(open ? "rules.close" : "rules.open", { name: work.name })}
          icon={open ? <ChevronUp /> : <ChevronDown />}
          onClick={() => onOpen(!open)}
        />
        <IconButton
          size="small"
          label={t("rules.remove", { name: work.name })}
          icon={<Trash2 />}
          onClick={remove}
        />
      </header>
      {kept && work.when ? <RuleWords when={work.when} then={work.then} /> : null}
      {warnings.map((one) => (
        <p key={`${one.say.key}${JSON.stringify(one.say.params)}`} className={style.warning}>
          {say(one.say)}
        </p>
      ))}
      {open ? <RuleEditor work={work} kept={kept} /> : null}
    </article>
  );
}
