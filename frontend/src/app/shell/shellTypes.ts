import type { ReactNode } from "react";
import type { MenuItem } from "@/ui/shared/Menu";
import type { Accent } from "@/ui/tokens";

export type ShellApp = {
  readonly id: string;
  readonly name: string;
  readonly to: string;
  readonly accent: Accent;
  readonly icon?: ReactNode;
};

export type ShellPage = {
  readonly key: string;
  readonly label: string;
  readonly to: string;
  readonly icon?: ReactNode;
  readonly count?: number;
};

/** Pages are grouped by the job they serve, not by the table behind them. */
export type ShellPageGroup = {
  readonly key: string;
  readonly label: string;
  readonly pages: readonly ShellPage[];
};

export type ShellPerson = { readonly id: string; readonly name: string; readonly picture?: string };

export type ShellActions = {
  readonly createItems: readonly MenuItem[];
  readonly personItems: readonly MenuItem[];
  readonly onSearch: () => void;
  readonly onNotifications: (anchor: HTMLElement) => void;
  readonly todoTo: string;
  readonly todoCount: number;
  readonly unreadCount: number;
};
