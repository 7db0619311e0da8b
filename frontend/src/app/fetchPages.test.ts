import { describe, expect, it } from "vitest";
import { fetchPages } from "./fetchPages";
import type { PageEntry } from "./PageRoutes";

function pagesOf(fetched: string[], refused: readonly string[] = []): readonly PageEntry[] {
  const entry = (path: string, pages: readonly PageEntry[] = []): PageEntry => {
    const fetch = async () => {
      fetched.push(path);
      if (refused.includes(path)) throw new Error("offline");
    };
    return { path, Page: Object.assign(() => null, { fetch }), pages };
  };
  return [entry("/sign-in"), entry("/", [entry("/r/:entity"), entry("/r/new"), entry("*")])];
}

async function fetchedAt(place: string, base?: string): Promise<readonly string[]> {
  const fetched: string[] = [];
  await fetchPages(pagesOf(fetched), place, base);
  return fetched;
}

describe("the pages at an address", () => {
  it("are fetched with the page that they stand in, and no others", async () => {
    expect(await fetchedAt("/r/deal")).toEqual(["/", "/r/:entity"]);
    expect(await fetchedAt("/r/new")).toEqual(["/", "/r/new"]);
    expect(await fetchedAt("/sign-in")).toEqual(["/sign-in"]);
    expect(await fetchedAt("/nowhere/at/all")).toEqual(["/", "*"]);
  });

  it("are found below the address of the shell", async () => {
    expect(await fetchedAt("/m/r/deal", "/m")).toEqual(["/", "/r/:entity"]);
  });

  it("do not stop the start where they cannot be fetched", async () => {
    const fetched: string[] = [];
    await fetchPages(pagesOf(fetched, ["/r/:entity"]), "/r/deal");
    expect(fetched).toContain("/r/:entity");
  });
});
