/**
 * Loads any block of a list whose pages hang together by cursors: goes on from a cursor that it has seen, jumps by the
 * row's number where it has none, and beyond the farthest jump walks on, reading ids alone.
 */
import type { RecordPage, RecordQuestion, RecordValues } from "@/api/records";

export type PageOf = (question: RecordQuestion, signal: AbortSignal) => Promise<RecordPage>;

/** The server counts no farther for a jump. */
export const farthestJump = 100_000;
const longestStep = 500;

export class Anchors {
  private readonly ask: PageOf;
  private readonly question: RecordQuestion;
  private readonly cursors = new Map<number, string | null>([[0, null]]);

  constructor(ask: PageOf, question: RecordQuestion) {
    this.ask = ask;
    this.question = question;
  }

  async load(first: number, count: number, signal: AbortSignal): Promise<readonly RecordValues[]> {
    if (first > farthestJump && !(await this.walkTo(first, signal))) return [];
    const page = await this.read(first, { ...this.question, limit: count }, signal);
    return page.records;
  }

  /** From a cursor that is known for the row, else by a jump; remembers where the page began and where it ended. */
  private async read(first: number, question: RecordQuestion, signal: AbortSignal): Promise<RecordPage> {
    const cursor = this.cursors.get(first);
    const page = await this.ask(
      { ...question, ...(cursor === undefined ? { at: first } : { cursor }) },
      signal,
    );
    if (page.anchor) this.cursors.set(first, page.anchor);
    if (page.next !== null) this.cursors.set(first + page.records.length, page.next);
    return page;
  }

  /** True when the cursor of the row is known; false where the list has ended before it. */
  private async walkTo(row: number, signal: AbortSignal): Promise<boolean> {
    while (!this.cursors.has(row)) {
      const at = Math.max(farthestJump, ...[...this.cursors.keys()].filter((known) => known <= row));
      const limit = Math.min(longestStep, row - at);
      const page = await this.read(at, { ...this.question, fields: ["id"], expand: [], limit }, signal);
      if (page.next === null) return false;
    }
    return true;
  }
}
