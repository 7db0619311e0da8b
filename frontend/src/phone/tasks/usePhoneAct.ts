import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import type { ActionOffer, Decision, TaskRow } from "@/features/tasks/api";
import { useActionWords } from "@/features/tasks/components/useActionWords";
import { useTaskAct } from "@/features/tasks/components/useTaskAct";
import { goesAtOnce } from "@/features/tasks/model/actions";
import { useToast } from "@/ui-phone/toastContext";

const undoable = new Set(["approve", "reject"]);

const why = (refusal: unknown): string =>
  refusal instanceof ApiProblem ? refusal.title || refusal.code : "";

/** Acts and offers to take it back; the server holds what goes outside for as long as the offer stands. */
export function usePhoneAct() {
  const { t } = useTranslation("tasks");
  const { labelOf } = useActionWords();
  const toast = useToast();
  const act = useTaskAct();

  const send = async (task: Pick<TaskRow, "id">, offer: ActionOffer, decision: Decision): Promise<void> => {
    await act(task.id, offer.name, decision);
    const undo = () =>
      void act(task.id, "take_back", {}).then(
        () => toast.show({ text: t("undone") }),
        (refusal: unknown) => toast.show({ text: t("notUndone", { why: why(refusal) }) }),
      );
    toast.show({
      text: t("done", { action: labelOf(offer) }),
      ...(undoable.has(offer.name) ? { action: { label: t("undo"), onSelect: undo } } : {}),
    });
  };

  /** Acts at once where nothing has to be said, else lets the caller ask first. */
  const begin = async (task: Pick<TaskRow, "id">, offer: ActionOffer, ask: () => void): Promise<void> => {
    if (!goesAtOnce(offer)) return ask();
    try {
      await send(task, offer, {});
    } catch (refusal) {
      toast.show({
        text: refusal instanceof ApiProblem ? refusal.title || t("batch.refused") : t("batch.refused"),
      });
    }
  };

  return { send, begin } as const;
}
