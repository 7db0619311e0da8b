import { useTranslation } from "react-i18next";
import { useDesk } from "../DeskContext";

/** What starts the flow, as one sentence. */
export function TriggerWords() {
  const { t } = useTranslation("flowDesigner");
  const { flow, entity, parts, told } = useDesk();
  const { on, where, label = "", fields = [], cron = "" } = flow.trigger;
  const names = fields.map(told.fieldName).join(t("who.comma"));
  const { ConditionWords } = parts;
  return (
    <>
      {t(`trigger.when.${on}`, { entity: entity.name, label, cron })}
      {on === "updated" && names ? t("trigger.fieldsAre", { names }) : null}
      {where ? (
        <>
          {t("trigger.andWhere")} <ConditionWords entity={entity} condition={where} />
        </>
      ) : null}
    </>
  );
}
