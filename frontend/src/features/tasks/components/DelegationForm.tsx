import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CheckField } from "@/ui/page/CheckField";
import { type NamedPerson, PeoplePicker } from "@/ui/page/PeoplePicker";
import { Question } from "@/ui/page/Question";
import { DateField } from "@/ui-phone/DateField";
import type { Named } from "../api";
import type { Absence } from "../delegations";

export type DelegationFormProps = {
  readonly flows: readonly Named[];
  readonly today: string;
  readonly onClose: () => void;
  readonly onBegin: (absence: Absence) => Promise<unknown>;
};

/** Who acts, on which days, in which flows. */
export function DelegationForm({ flows, today, onClose, onBegin }: DelegationFormProps) {
  const { t } = useTranslation("tasks");
  const [people, setPeople] = useState<readonly NamedPerson[]>([]);
  const [since, setSince] = useState(today);
  const [until, setUntil] = useState(today);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const to = people[0]?.id;
  return (
    <Question
      title={t("away.begin")}
      confirm={t("away.save")}
      ready={to !== undefined}
      onClose={onClose}
      onConfirm={async () => {
        if (to !== undefined) await onBegin({ to, since, until, flows: chosen });
      }}
    >
      <PeoplePicker label={t("away.to")} required value={people} onChange={setPeople} />
      <DateField label={t("away.since")} required value={since} onChange={(day) => setSince(day ?? today)} />
      <DateField label={t("away.until")} required value={until} onChange={(day) => setUntil(day ?? today)} />
      <fieldset style={{ display: "grid", gap: 6, border: 0, padding: 0 }}>
        <legend>{t("away.flows")}</legend>
        {flows.map((flow) => (
          <CheckField
            key={flow.id}
            label={flow.name}
            value={chosen.includes(flow.id)}
            onChange={(on) =>
              setChosen((before) => (on ? [...before, flow.id] : before.filter((id) => id !== flow.id)))
            }
          />
        ))}
      </fieldset>
    </Question>
  );
}
