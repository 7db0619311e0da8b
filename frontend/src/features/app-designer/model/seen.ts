/** Who will find a page on the menu: pages that somebody may not open are left out for them. */
import type { DesignDocument } from "@/designing/model/workbench";

export type RoleRights = DesignDocument & {
  readonly grants?: readonly { readonly entity: string }[];
  readonly opens?: readonly string[];
};

/** Views and forms follow the rights on their entity; a board that roles list is for holders of those roles alone. */
export function seesPage(
  role: RoleRights,
  page: { readonly id: string; readonly entity: string | undefined },
  roles: readonly RoleRights[],
): boolean {
  if (page.entity !== undefined) return (role.grants ?? []).some((grant) => grant.entity === page.entity);
  const listed = roles.filter((one) => (one.opens ?? []).includes(page.id));
  return listed.length === 0 || listed.includes(role);
}
