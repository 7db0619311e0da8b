/**
 * Loads any block of a list whose pages are reached by cursors only: remembers the cursors that it has seen and
 * walks on from the nearest one, reading ids alone, until the asked row is next.
 */
import type { RecordPage, RecordQuestion, RecordValues } from "@/api/records";

export type PageOf = (question: RecordQuestion, signal: AbortSignal) => Promise<RecordPage>;

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
    const cursor = await this.walkTo(first, signal);
    if (cursor === undefined) return [];
    const page = await this.ask({ ...this.question, limit: count, cursor }, signal);
    if (page.next !== null) this.cursors.set(first + page.records.length, page.next);
    return page.records;
  }

  /** The cursor after which the row comes; null for the first row, undefined where the list has ended before it. */
  private async walkTo(row: number, signal: AbortSignal): Promise<string | null | undefined> {
    for (;;) {
      const at = Math.max(...[...this.cursors.keys()].filter((known) => known <= row));
      const cursor = this.cursors.get(at) ?? null;
      if (at === row) return cursor;
      const limit = Math.min(longestStep, row - at);
      const page = await this.ask({ ...this.question, fields: ["id"], expand: [], limit, cursor }, signal);
      if (page.next === null) return undefined;
      this.cursors.set(at + page.records.length, page.next);
    }
  }
}
