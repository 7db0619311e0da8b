import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { Theme } from "@/ui/tokens";
import { rememberThemeChoice, shownTheme, type ThemeChoice, themeChoice } from "./theme";

export type ThemeState = {
  readonly theme: Theme;
  readonly choice: ThemeChoice;
  readonly choose: (choice: ThemeChoice) => void;
};

const Context = createContext<ThemeState | undefined>(undefined);

export function useTheme(): ThemeState {
  const state = useContext(Context);
  if (!state) throw new Error("useTheme needs a ThemeProvider above it");
  return state;
}

export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const [choice, setChoice] = useState(themeChoice);
  const [systemIsDark, setSystemIsDark] = useState(() => matchMedia("(prefers-color-scheme: dark)").matches);
  useEffect(() => {
    const query = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => setSystemIsDark(query.matches);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  const state = useMemo<ThemeState>(
    () => ({
      theme: shownTheme(choice, systemIsDark),
      choice,
      choose: (next) => {
        rememberThemeChoice(next);
        setChoice(next);
      },
    }),
    [choice, systemIsDark],
  );
  return <Context value={state}>{children}</Context>;
}
