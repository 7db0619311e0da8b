import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { entitiesQuery, entityQuery } from "@/api/design";
import { PageFrame } from "@/ui/page/PageFrame";
import { type NamedPerson, PeoplePicker } from "@/ui/page/PeoplePicker";
import { SelectField } from "@/ui/page/SelectField";
import { askableActions } from "../api";
import { PeopleTabs } from "../components/PeopleTabs";
import style from "../components/people.module.css";
import { WhyAnswer } from "../components/WhyAnswer";

/** Why somebody can or cannot do something to the records of a table: which role gives it, on which records. */
export function WhyPage() {
  const { t } = useTranslation("people");
  const [people, setPeople] = useState<readonly NamedPerson[]>([]);
  const [key, setKey] = useState("");
  const [action, setAction] = useState<(typeof askableActions)[number]>("read");
  const [field, setField] = useState("");
  const { data: entities = [] } = useQuery(entitiesQuery);
  const { data: document } = useQuery({ ...entityQuery(key), enabled: key !== "" });
  const [person] = people;
  const entity = entities.find((one) => one.key === key);
  return (
    <PageFrame narrow title={t("title")} hint={t("why.hint")} below={<PeopleTabs current="why" />}>
      <div className={style.stack}>
        <PeoplePicker label={t("why.person")} value={people} onChange={setPeople} />
        <div className={style.facts}>
          <SelectField
            label={t("right.entity")}
            none={t("why.choose")}
            value={key}
            onChange={(chosen) => {
              setKey(chosen);
              setField("");
            }}
            options={entities.map((one) => ({ id: one.key, label: one.name }))}
          />
          <SelectField
            label={t("why.action")}
            value={action}
            onChange={(chosen) => setAction(askableActions.find((one) => one === chosen) ?? "read")}
            options={askableActions.map((one) => ({ id: one, label: t(`why.may.${one}`) }))}
          />
          <SelectField
            label={t("why.field")}
            none={t("why.anyField")}
            value={field}
            disabled={!document}
            onChange={setField}
            options={(document?.fields ?? []).map((one) => ({ id: one.id, label: one.name }))}
          />
        </div>
        {person && entity ? (
          <WhyAnswer person={person} question={{ person: person.id, entity: entity.id, action, field }} />
        ) : null}
      </div>
    </PageFrame>
  );
}
