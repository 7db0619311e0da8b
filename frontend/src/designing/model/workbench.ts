/** What one designer has open: the documents it may change, by id, exactly as the platform stores drafts. */

export type DesignDocument = {
  readonly id: string;
  readonly kind: string;
  readonly app: string;
  readonly name: string;
};

export type Workbench = Readonly<Record<string, DesignDocument>>;

/** The same workbench with one document put in place. */
export const withDocument = (workbench: Workbench, document: DesignDocument): Workbench => ({
  ...workbench,
  [document.id]: document,
});

/** Ids of the documents that are another object than before; what was not touched is shared. */
export const changedIds = (before: Workbench, after: Workbench): readonly string[] =>
  Object.keys(after)
    .filter((id) => after[id] !== before[id])
    .sort();
