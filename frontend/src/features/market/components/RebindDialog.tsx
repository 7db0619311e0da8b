import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Question } from "@/ui/page/Question";
import { type PeopleOfApp, rebind, type SlotFilled, slotsQuery } from "../people";
import { namedIn, type SlotChoice, SlotFields } from "./SlotFields";

export type RebindDialogProps = {
  readonly app: string;
  readonly slot: SlotFilled;
  readonly onClose: () => void;
  readonly onDone: (answer: PeopleOfApp) => void;
};

/** Names somebody else for a slot; the flows that ask it are published with them at once. */
export function RebindDialog({ app, slot, onClose, onDone }: RebindDialogProps) {
  const { t } = useTranslation("market");
  const client = useQueryClient();
  const [chosen, setChosen] = useState<SlotChoice>({ [slot.id]: null });
  const named = namedIn(chosen);
  return (
    <Question
      title={t("people.changeOf", { name: slot.name })}
      confirm={t("people.change")}
      ready={named[slot.id] !== undefined && named[slot.id] !== slot.person?.id}
      onClose={onClose}
      onConfirm={async () => {
        const answer = await rebind(app, named);
        client.setQueryData(slotsQuery(app).queryKey, answer);
        onDone(answer);
        await client.invalidateQueries({ queryKey: ["design"] });
      }}
    >
      <p>{t("people.changeMeans")}</p>
      <SlotFields slots={[slot]} value={chosen} onChange={setChosen} />
    </Question>
  );
}
