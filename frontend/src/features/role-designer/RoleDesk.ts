/** What every part of the role designer works with. */
import { createContext, useContext } from "react";
import type { EntityDraft } from "@/designing/fields/documents";
import type { RoleCommand } from "./model/commands";
import type { RoleDraft } from "./model/documents";
import type { RoleDesignerParts } from "./parts";
import type { Surroundings } from "./surroundings";

export type RoleDesk = Surroundings & {
  readonly role: RoleDraft;
  readonly parts: RoleDesignerParts;
  /** The entity whose rights are shown; undefined: what the role has beside them. */
  readonly current: EntityDraft | undefined;
  readonly show: (entity: string | undefined) => void;
  /** Carries a command out; a refusal is told. Answers whether it was done. */
  readonly run: (command: RoleCommand) => boolean;
};

export const RoleDeskContext = createContext<RoleDesk | undefined>(undefined);

export function useRoleDesk(): RoleDesk {
  const desk = useContext(RoleDeskContext);
  if (!desk) throw new Error("useRoleDesk needs a RoleDeskContext above it");
  return desk;
}
