/** What the search box offers: pages of apps by name, records by the words in them. */
import type { AppDocument, EntityName } from "@/api/documents";
import { pageAddress } from "@/lib/pageAddress";
import type { Recent } from "./recents";

export type SearchAnswer = {
  readonly items: readonly {
    readonly entity: string;
    readonly record: string;
    readonly field: string;
    readonly title: string;
    readonly excerpt: string;
  }[];
};

export type Found = {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  readonly to: string;
};

const mostPages = 8;

/** Before anything is typed: where the reader was lately, the page they are on aside. */
export const recentlyOpened = (recents: readonly Recent[], detail: string, here: string): readonly Found[] =>
  recents
    .filter(({ to }) => to !== here)
    .map(({ to, title }) => ({ key: `recent.${to}`, title, detail, to }));

/** Apps by name; an app opens with the first page of its menu. */
export function appsFound(text: string, apps: readonly AppDocument[], detail: string): readonly Found[] {
  const sought = text.toLowerCase();
  if (sought === "") return [];
  return apps
    .filter((app) => app.name.toLowerCase().includes(sought))
    .map((app) => ({ key: app.id, title: app.name, detail, to: `/a/${app.key}` }));
}

export function pagesFound(text: string, apps: readonly AppDocument[]): readonly Found[] {
  const sought = text.toLowerCase();
  return apps
    .flatMap((app) =>
      app.menu.flatMap((group) =>
        group.items.map((item) => ({
          key: `${app.id}.${item.id}`,
          title: item.name,
          detail: app.name,
          to: pageAddress(app.key, item),
        })),
      ),
    )
    .filter((page) => `${page.title} ${page.detail}`.toLowerCase().includes(sought))
    .slice(0, mostPages);
}

/** The answer names entities by id; addresses name them by key. */
export function found(
  answer: SearchAnswer | undefined,
  entities: readonly EntityName[],
  untitled: string,
): readonly Found[] {
  return (answer?.items ?? []).flatMap((item) => {
    const entity = entities.find((one) => one.id === item.entity || one.key === item.entity);
    if (!entity) return [];
    const detail =
      item.excerpt && item.excerpt !== item.title ? `${entity.name} · ${item.excerpt}` : entity.name;
    return [
      {
        key: `${entity.id}.${item.record}`,
        title: item.title || untitled,
        detail,
        to: `/r/${entity.key}/${item.record}`,
      },
    ];
  });
}
