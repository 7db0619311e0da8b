/** Which actions a task offers, how they are asked for and where they are sent. */
import type { ActionName, ActionOffer, Decision, TaskRow } from "../api";

/** What a person must say before the action is done. */
export type Ask = {
  readonly comment: "none" | "offered" | "required";
  readonly people: "none" | "one" | "many";
  readonly place: boolean;
};

const verbs: Record<ActionName, string> = {
  approve: "approve",
  reject: "reject",
  send_back: "return",
  transfer: "transfer",
  add_before: "add_signer",
  add_after: "add_signer",
  add_beside: "add_signer",
  take_back: "take_back",
  urge: "urge",
  cc: "cc",
  comment: "comment",
  draft: "save",
  withdraw: "withdraw",
  resubmit: "resubmit",
};

export const verbOf = (action: ActionName): string => verbs[action];

export const offerOf = (task: Pick<TaskRow, "actions">, name: ActionName): ActionOffer | undefined =>
  task.actions.find((offer) => offer.name === name);

export function askOf(offer: ActionOffer): Ask {
  const { name } = offer;
  const many = name === "cc" || name.startsWith("add_");
  return {
    comment: offer.comment || name === "comment" ? "required" : name === "take_back" ? "none" : "offered",
    people: name === "transfer" ? "one" : many ? "many" : "none",
    place: name === "send_back",
  };
}

/** Done with one click: nothing has to be said first. */
export const goesAtOnce = (offer: ActionOffer): boolean => {
  const ask = askOf(offer);
  return (
    ask.comment !== "required" && ask.people === "none" && !ask.place && !offer.signature && !offer.attachment
  );
};

export const signerPlace = (action: ActionName): Decision["how"] =>
  action === "add_before"
    ? "before"
    : action === "add_after"
      ? "after"
      : action === "add_beside"
        ? "beside"
        : undefined;

/** The two that decide stand first and large, the rest follows in a steady order. */
const order: readonly ActionName[] = [
  "approve",
  "resubmit",
  "reject",
  "send_back",
  "transfer",
  "add_before",
  "add_after",
  "add_beside",
  "cc",
  "comment",
  "draft",
  "urge",
  "take_back",
  "withdraw",
];

export const sortedOffers = (offers: readonly ActionOffer[]): readonly ActionOffer[] =>
  [...offers].sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
