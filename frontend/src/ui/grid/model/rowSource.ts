/** Where rows come from: a list in memory, or blocks of a long list that are fetched when they come into view. */
import type { GridRow, Json } from "./gridTypes";

export type RowSource = {
  readonly rowCount: number;
  readonly rowAt: (index: number) => GridRow | undefined;
  /** Rows on screen; what is missing is fetched, fetches that nobody looks at any more are dropped. */
  readonly show: (first: number, last: number) => void;
  /** Resolves when all rows of the range are here (copying, pasting, filling beyond the screen). */
  readonly ensure: (first: number, last: number) => Promise<void>;
  readonly patch: (
    rows: readonly { readonly id: string; readonly cells: Readonly<Record<string, Json>> }[],
  ) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** Changes whenever rowAt may answer differently. */
  readonly version: () => number;
};

export type BlockLoader = (first: number, count: number, signal: AbortSignal) => Promise<readonly GridRow[]>;

type Flight = { readonly promise: Promise<void>; readonly abort: AbortController; held: boolean };

const keptBlocks = 80;

export class BlockSource implements RowSource {
  readonly rowCount: number;
  private readonly load: BlockLoader;
  private readonly size: number;
  private readonly blocks = new Map<number, readonly GridRow[]>();
  private readonly flights = new Map<number, Flight>();
  private readonly listeners = new Set<() => void>();
  private readonly onProblem: (problem: unknown) => void;
  private changes = 0;

  constructor(
    rowCount: number,
    load: BlockLoader,
    options: { readonly blockSize?: number; readonly onProblem?: (problem: unknown) => void } = {},
  ) {
    this.rowCount = rowCount;
    this.load = load;
    this.size = options.blockSize ?? 200;
    this.onProblem = options.onProblem ?? (() => undefined);
  }

  readonly version = (): number => this.changes;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly rowAt = (index: number): GridRow | undefined =>
    this.blocks.get(Math.floor(index / this.size))?.[index % this.size];

  readonly show = (first: number, last: number): void => {
    const wanted = this.blocksOf(first, last);
    for (const [block, flight] of this.flights) {
      if (!flight.held && !wanted.includes(block)) flight.abort.abort();
    }
    for (const block of wanted) {
      this.touch(block);
      this.fetch(block).promise.catch((problem: unknown) => this.onProblem(problem));
    }
  };

  readonly ensure = async (first: number, last: number): Promise<void> => {
    const flights = this.blocksOf(first, last).map((block) => this.fetch(block));
    for (const flight of flights) flight.held = true;
    await Promise.all(flights.map((flight) => flight.promise));
  };

  readonly patch: RowSource["patch"] = (rows) => {
    const fresh = new Map(rows.map((row) => [row.id, row.cells]));
    for (const [block, old] of this.blocks) {
      if (!old.some((row) => row.kind === "record" && fresh.has(row.id))) continue;
      const patched = old.map((row) => {
        const cells = row.kind === "record" ? fresh.get(row.id) : undefined;
        return row.kind === "record" && cells ? { ...row, cells: { ...row.cells, ...cells } } : row;
      });
      this.blocks.set(block, patched);
    }
    this.changed();
  };

  private blocksOf(first: number, last: number): number[] {
    const from = Math.floor(Math.max(0, first) / this.size);
    const to = Math.floor(Math.min(last, this.rowCount - 1) / this.size);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, offset) => from + offset);
  }

  private fetch(block: number): Flight {
    if (this.blocks.has(block)) {
      return { promise: Promise.resolve(), abort: new AbortController(), held: false };
    }
    const running = this.flights.get(block);
    if (running) return running;
    const abort = new AbortController();
    const first = block * this.size;
    const promise = this.load(first, Math.min(this.size, this.rowCount - first), abort.signal).then(
      (rows) => this.arrived(block, abort, rows),
      (problem: unknown) => this.failed(block, abort, problem),
    );
    const flight = { promise, abort, held: false };
    this.flights.set(block, flight);
    abort.signal.addEventListener("abort", () => this.flights.delete(block), { once: true });
    return flight;
  }

  private arrived(block: number, abort: AbortController, rows: readonly GridRow[]): void {
    if (abort.signal.aborted) return;
    this.flights.delete(block);
    this.blocks.set(block, rows);
    const spare = [...this.blocks.keys()].slice(0, Math.max(0, this.blocks.size - keptBlocks));
    for (const old of spare) this.blocks.delete(old);
    this.changed();
  }

  private failed(block: number, abort: AbortController, problem: unknown): void {
    if (abort.signal.aborted) return;
    this.flights.delete(block);
    throw problem;
  }

  /** Marks a block as used last: Map keeps insertion order, the first ones are given up first. */
  private touch(block: number): void {
    const rows = this.blocks.get(block);
    if (!rows) return;
    this.blocks.delete(block);
    this.blocks.set(block, rows);
  }

  private changed(): void {
    this.changes += 1;
    for (const listener of this.listeners) listener();
  }
}
