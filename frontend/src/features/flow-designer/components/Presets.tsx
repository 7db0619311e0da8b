import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCellWords } from "@/field-cells/useCellWords";
import { widgetOf } from "@/field-widgets/widgets";
import { PRESETS, type PresetName, type PresetWords, presetFlow } from "@/lib/flowTree/presets";
import type { Json } from "@/lib/json";
import { SelectField } from "@/ui/page/SelectField";
import { Button } from "@/ui/shared/Button";
import { type FlowDesk, useDesk } from "../DeskContext";
import type { Graph } from "../model/commands";
import type { Assignee } from "../model/documents";
import { AssigneeList } from "./inputs/AssigneeList";
import style from "./Presets.module.css";

const names = Object.keys(PRESETS) as PresetName[];
type PresetAmount = { readonly field: string; readonly from: Json };

const amounts = new Set(["money", "decimal", "integer", "percent"]);

/** An empty flow offers whole ones; what they ask is asked here, everything else can be changed afterwards. */
export function Presets() {
  const { t } = useTranslation("flowDesigner");
  const desk = useDesk();
  const [asked, setAsked] = useState<PresetName>();
  const words: PresetWords = {
    manager: t("preset.words.manager"),
    higher: t("preset.words.higher"),
    signers: t("preset.words.signers"),
    amount: t("preset.words.amount"),
    large: t("preset.words.large"),
    rest: t("preset.words.rest"),
  };
  const put = (name: PresetName, amount?: PresetAmount, signers: readonly Assignee[] = []) => {
    const graph = graphOf(desk, name, words, amount, signers);
    const say = { key: "flowDesigner:step.preset", params: { name: t(`preset.${name}`) } };
    desk.run({ do: "graph.put", flow: desk.flow.id, graph, say });
    setAsked(undefined);
  };
  return (
    <section className={style.presets} aria-label={t("preset.title")}>
      <h2>{t("preset.title")}</h2>
      <div className={style.choices}>
        {names.map((name) => (
          <button
            key={name}
            type="button"
            className={style.choice}
            aria-pressed={asked === name}
            onClick={() => (PRESETS[name].asks.length > 0 ? setAsked(name) : put(name))}
          >
            <strong>{t(`preset.${name}`)}</strong>
            <span>{t(`preset.hint.${name}`)}</span>
          </button>
        ))}
      </div>
      {asked ? (
        <Asked key={asked} name={asked} onDone={(amount, signers) => put(asked, amount, signers)} />
      ) : null}
      <p className={style.hint}>{t("preset.orPlus")}</p>
    </section>
  );
}

function graphOf(
  { flow }: FlowDesk,
  name: PresetName,
  words: PresetWords,
  amount: PresetAmount | undefined,
  signers: readonly Assignee[],
): Graph {
  const { app, entity, name: title } = flow;
  const input = { app, entity, name: title, words, signers, ...(amount ? { amount } : {}) };
  const { start, nodes, edges, material, auto_approve } = presetFlow(name, input) as unknown as Graph;
  return { start, nodes, edges, auto_approve, ...(material ? { material } : {}) } as Graph;
}

type AskedProps = {
  readonly name: PresetName;
  readonly onDone: (amount: PresetAmount, signers: readonly Assignee[]) => void;
};

function Asked({ name, onDone }: AskedProps) {
  const { t } = useTranslation("flowDesigner");
  const { entity } = useDesk();
  const words = useCellWords();
  const fields = entity.fields.filter((field) => amounts.has(field.type));
  const [chosen, setChosen] = useState(fields[0]?.id ?? "");
  const [from, setFrom] = useState<Json>(null);
  const [signers, setSigners] = useState<readonly Assignee[]>([]);
  const field = fields.find((one) => one.id === chosen);
  const asksSigners = (PRESETS[name].asks as readonly string[]).includes("signers");
  if (!field) return <p className={style.hint}>{t("preset.noAmount", { name: entity.name })}</p>;
  const Amount = widgetOf(field);
  const ready = from !== null && (!asksSigners || signers.length > 0);
  return (
    <div className={style.asked}>
      <SelectField
        label={t("preset.amount")}
        value={chosen}
        options={fields.map((one) => ({ id: one.id, label: one.name }))}
        onChange={setChosen}
      />
      <Amount
        field={{ ...field, required: false }}
        frame={{ label: t("preset.from", { name: field.name }) }}
        value={from}
        onChange={setFrom}
        disabled={false}
        words={words}
      />
      {asksSigners ? (
        <AssigneeList label={t("preset.signers")} value={signers} onChange={setSigners} />
      ) : null}
      <Button look="primary" disabled={!ready} onClick={() => onDone({ field: field.id, from }, signers)}>
        {t("preset.use")}
      </Button>
    </div>
  );
}
