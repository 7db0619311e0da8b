/** Members that every record has, whatever its entity. */
export const systemKeys: ReadonlySet<string> = new Set([
  "id",
  "version",
  "owner",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
]);
