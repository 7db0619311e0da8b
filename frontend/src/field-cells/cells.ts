/** The registry of cells: one line for each name that the engine knows. */
import type { CellName, FieldDocument } from "@/api/documents";
import { booleanCell } from "./booleanCell";
import type { Cell } from "./cell";
import { choiceCell } from "./choiceCell";
import { computedCell } from "./computedCell";
import { dateCell } from "./dateCell";
import { departmentCell } from "./departmentCell";
import { emailCell } from "./emailCell";
import { filesCell } from "./filesCell";
import { linkCell } from "./linkCell";
import { locationCell } from "./locationCell";
import { momentCell } from "./momentCell";
import { moneyCell } from "./moneyCell";
import { multiChoiceCell } from "./multiChoiceCell";
import { numberCell } from "./numberCell";
import { percentCell } from "./percentCell";
import { personCell } from "./personCell";
import { phoneCell } from "./phoneCell";
import { photosCell } from "./photosCell";
import { rowsCell } from "./rowsCell";
import { textCell } from "./textCell";
import { urlCell } from "./urlCell";

const CELLS = {
  text: textCell,
  number: numberCell,
  money: moneyCell,
  percent: percentCell,
  date: dateCell,
  moment: momentCell,
  boolean: booleanCell,
  choice: choiceCell,
  "multi-choice": multiChoiceCell,
  phone: phoneCell,
  email: emailCell,
  url: urlCell,
  person: personCell,
  department: departmentCell,
  link: linkCell,
  rows: rowsCell,
  computed: computedCell,
  files: filesCell,
  photos: photosCell,
  location: locationCell,
} satisfies Record<CellName, Cell>;

export const cellOf = (field: FieldDocument): Cell => CELLS[field.cell];

/** Computed numbers stand at the end like other numbers. */
export const alignOf = (field: FieldDocument): "start" | "end" =>
  cellOf(field).align ?? (field.result === "number" ? "end" : "start");
