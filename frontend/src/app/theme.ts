/** Which theme is shown: the person's choice, else what the system asks for. */
import type { Theme } from "@/ui/tokens";

export type ThemeChoice = Theme | "system";

const stored = "dougong.theme";

export function themeChoice(): ThemeChoice {
  try {
    const value = localStorage.getItem(stored);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

export function applyThemeChoice(choice: ThemeChoice): void {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
}

export function rememberThemeChoice(choice: ThemeChoice): void {
  applyThemeChoice(choice);
  try {
    localStorage.setItem(stored, choice);
  } catch {
    // Without storage the choice lasts until the page is left.
  }
}

export const shownTheme = (choice: ThemeChoice, systemIsDark: boolean): Theme =>
  choice === "system" ? (systemIsDark ? "dark" : "light") : choice;
