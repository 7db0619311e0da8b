/** The first steps of a workspace, judged by what is there: nothing is remembered about them. */

export const firstSteps = ["form", "record", "approval", "colleague"] as const;
export type StepName = (typeof firstSteps)[number];

export type WorkspaceFacts = {
  /** Keys of the entities that were made here and did not come with a package. */
  readonly entities: readonly string[];
  readonly hasRecords: boolean;
  readonly hasFlows: boolean;
  readonly hasColleagues: boolean;
  readonly mayInvite: boolean;
};

export type Step = {
  readonly name: StepName;
  readonly done: boolean;
  /** Where it is done; null while another step must come first. */
  readonly to: string | null;
};

/** The steps that are this person's to take, each with the place at which it is taken. */
export function stepsOf(facts: WorkspaceFacts): readonly Step[] {
  const [first] = facts.entities;
  const all: readonly Step[] = [
    { name: "form", done: first !== undefined, to: "/begin?way=blank" },
    { name: "record", done: facts.hasRecords, to: first ? `/r/${first}/new` : null },
    { name: "approval", done: facts.hasFlows, to: first ? `/design/flows/new?entity=${first}` : null },
    { name: "colleague", done: facts.hasColleagues, to: "/people?new=person" },
  ];
  return all.filter((step) => step.name !== "colleague" || facts.mayInvite);
}
