/** Parts of the front end that are fetched when they are first shown, their texts included. */
import { type ComponentType, lazy, useState } from "react";
import { textsFetched } from "./wanted";

export type Lazily<P> = ComponentType<P> & {
  /** Fetches it beforehand: what is there when it is first drawn shows no sign of waiting. */
  readonly fetch: () => Promise<unknown>;
};

export function lazily<P extends object>(load: () => Promise<ComponentType<P>>): Lazily<P> {
  let there: ComponentType<P> | undefined;
  const fetch = async () => {
    const found = await load();
    await textsFetched();
    there = found;
    return { default: found };
  };
  const Fetched = lazy(fetch) as unknown as ComponentType<P>;
  const Part = (props: P) => {
    // What was drawn stays the same component, also when its code has come meanwhile.
    const [Shown] = useState<ComponentType<P>>(() => there ?? Fetched);
    return <Shown {...props} />;
  };
  return Object.assign(Part, { fetch });
}
