/** Members of a card that are one value each. */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { entityQuery } from "@/api/design";
import type { GateDocument } from "@/api/documents";
import { TextSetting } from "@/designing/parts/Inputs";
import { SelectField } from "@/ui/page/SelectField";
import { useToast } from "@/ui-phone/toastContext";
import { useBoard } from "../../BoardContext";
import { missingFor, newCard } from "../../model/cards";
import { placeCard, setCard, turnCard } from "../../model/deeds";
import { cardDefaults, entityIdOf, placeOf } from "../../model/documents";
import { measurable } from "../../model/fields";
import { columns, least, tallest } from "../../model/layout";
import { usePaths } from "../../usePaths";
import style from "../Panel.module.css";
import type { CardEditor } from "./editors";
import { NumberSetting } from "./NumberSetting";
import { PathSelect } from "./PathSelect";

export const NameEditor: CardEditor = function NameEditor({ card }) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run } = useBoard();
  return (
    <div data-card-name="">
      <TextSetting
        label={t("properties.name")}
        required
        maxLength={200}
        value={card.name}
        onCommit={(name) => run(setCard(board, card, { name }))}
      />
    </div>
  );
};

export const PlaceEditor: CardEditor = function PlaceEditor({ card }) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run } = useBoard();
  const place = placeOf(card);
  const bounds = {
    x: [0, columns - least.w],
    y: [0, 500],
    w: [least.w, columns],
    h: [least.h, tallest],
  } as const;
  return (
    <fieldset className={style.rows}>
      <legend>{t("properties.place")}</legend>
      <div className={style.four}>
        {(["x", "y", "w", "h"] as const).map((member) => (
          <NumberSetting
            key={member}
            label={t(`properties.${member}`)}
            value={place[member]}
            least={bounds[member][0]}
            most={bounds[member][1]}
            onCommit={(value) => run(placeCard(board, card.id, { ...place, [member]: value }))}
          />
        ))}
      </div>
    </fieldset>
  );
};

/** Other records have other fields: the card begins anew, at the same place. */
export const EntityEditor: CardEditor = function EntityEditor({ card }) {
  const { t } = useTranslation("dashboardDesigner");
  const client = useQueryClient();
  const toast = useToast();
  const { board, run, entities, entityName } = useBoard();
  const own = entityIdOf(card) ?? "";
  const turn = async (id: string) => {
    const entity = await client.fetchQuery(entityQuery(entityName(id)?.key ?? ""));
    const missing = missingFor(card.type, entity);
    if (missing) return toast.show({ text: t(`missing.${missing}`) });
    run(turnCard(board, { ...newCard({ ...card, entity }), ...placeOf(card) }));
  };
  return (
    <SelectField
      label={t("data.entity")}
      value={own}
      options={[
        ...(entityName(own) ? [] : [{ id: own, label: t("properties.unknownEntity") }]),
        ...entities.map((one) => ({ id: one.id, label: one.name })),
      ]}
      onChange={(id) => void turn(id)}
    />
  );
};

export const LimitEditor: CardEditor = function LimitEditor({ card }) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run } = useBoard();
  return (
    <NumberSetting
      label={t(card.type === "table" ? "properties.limitRows" : "properties.limit")}
      value={Number(card.limit ?? cardDefaults[card.type].limit)}
      least={1}
      most={card.type === "table" ? 100 : 500}
      onCommit={(limit) => run(setCard(board, card, { limit }))}
    />
  );
};

export const GateEditor: CardEditor = function GateEditor({ card }) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run, entityOf } = useBoard();
  const { entity } = usePaths(entityOf(card)?.key);
  const gates = entity?.gates ?? [];
  // A gate is known by the field whose stages it guards.
  const nameOf = (gate: GateDocument) =>
    entity?.fields.find((field) => field.key === gate.field)?.name ?? gate.id;
  return (
    <SelectField
      label={t("properties.gate")}
      value={String(card.gate ?? "")}
      options={gates.map((gate) => ({ id: gate.id, label: nameOf(gate) }))}
      onChange={(gate) => run(setCard(board, card, { gate }))}
    />
  );
};

export const AmountEditor: CardEditor = function AmountEditor({ card }) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run, entityOf } = useBoard();
  const { paths } = usePaths(entityOf(card)?.key);
  return (
    <div className={style.rows}>
      <span>{t("properties.amount")}</span>
      <PathSelect
        label={t("properties.amount")}
        paths={paths}
        fits={measurable}
        value={typeof card.amount === "string" ? card.amount : ""}
        none={t("properties.nothing")}
        onChange={(amount) => run(setCard(board, card, { amount: amount || null }))}
      />
    </div>
  );
};
