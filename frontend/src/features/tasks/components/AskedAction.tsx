import type { ActionOffer, TaskDocument } from "../api";
import { ActionDialog, type ActionDialogProps } from "./ActionDialog";
import type { TaskWork } from "./useTaskWork";

export type AskedActionProps = Pick<ActionDialogProps, "frame" | "size"> & {
  readonly task: TaskDocument;
  readonly work: TaskWork;
  readonly onDone: (offer: ActionOffer) => void;
};

/** The dialog of the action that has something to ask; nothing while none has. */
export function AskedAction({ task, work, onDone, ...look }: AskedActionProps) {
  const { asked, stopAsking, send } = work;
  if (!asked) return null;
  return (
    <ActionDialog
      {...look}
      offer={asked}
      returnTo={task.return_to ?? []}
      onClose={stopAsking}
      onAct={async (decision) => {
        await send(asked, decision);
        onDone(asked);
      }}
    />
  );
}
