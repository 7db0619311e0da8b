/** What the shell and other features show inside; whoever composes the pages brings it. */
import type { ComponentType, ReactNode } from "react";
import type { Page } from "./model/deeds";
import type { GroupDraft } from "./model/documents";

export type MenuShown = {
  readonly name: string;
  readonly color: string;
  readonly groups: readonly GroupDraft[];
  readonly pageOf: (opens: string) => Page | undefined;
};

export type AppDesignerParts = {
  /** The very menu that people will see; nothing in it can be clicked. */
  readonly MenuPreview: ComponentType<MenuShown>;
  readonly iconNames: readonly string[];
  readonly iconOf: (name: string) => ReactNode;
  /** Address of the designer of an object; undefined while there is none for its kind. */
  readonly designerOf: (kind: string, id: string) => string | undefined;
  /** Address where a new object of a kind begins. */
  readonly newOf: (kind: string, app: string, entity: string | undefined) => string | undefined;
  readonly pageAddress: (app: string, page: Page) => string;
};
