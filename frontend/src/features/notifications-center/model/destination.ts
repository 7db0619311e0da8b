/** Where a notification leads. */

export type NotificationLink = {
  readonly entity?: string | null;
  readonly record?: string | null;
  readonly task?: string | null;
  readonly run?: string | null;
};

/** The nearest thing that can be acted on: a task before its run, a run before its record. */
export function destination(link: NotificationLink | null): string | undefined {
  if (link?.task) return `/todo/${link.task}`;
  if (link?.entity && link.record) return `/r/${link.entity}/${link.record}`;
  if (link?.run) return `/runs/${link.run}`;
  return undefined;
}

export type Matrix = { readonly kinds: readonly string[]; readonly channels: readonly string[] };

export function matrixOf(cells: readonly { readonly kind: string; readonly channel: string }[]): Matrix {
  return {
    kinds: [...new Set(cells.map((cell) => cell.kind))],
    channels: [...new Set(cells.map((cell) => cell.channel))],
  };
}
