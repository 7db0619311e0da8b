/** Where what is begun goes: into one of the apps, or into a new one. */
import type { Target } from "../api";

export type Place = {
  /** Empty: a new app. */
  readonly app: string;
  /** What the new app is called; empty: like what is begun. */
  readonly name: string;
};

export const newApp: Place = { app: "", name: "" };

export const targetOf = ({ app, name }: Place, begun: string, publish: boolean): Target =>
  app === "" ? { app_name: name.trim() || begun, publish } : { app, publish };
