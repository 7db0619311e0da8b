/** Which shell a widget stands in: the desktop opens panels beside a control, the phone sheets from the bottom. */
import { createContext, useContext } from "react";

export type ShellKind = "desktop" | "phone";

export const ShellKindContext = createContext<ShellKind>("desktop");

export const useShellKind = (): ShellKind => useContext(ShellKindContext);
