import type { TaskRow } from "../api";

/** What a line about a task tells of its record: the first facts that have a value; a label without one says nothing. */
export const shownFacts = (task: Pick<TaskRow, "fields">, most: number) =>
  task.fields.filter((fact) => fact.text !== "").slice(0, most);
