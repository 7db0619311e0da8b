import { describe, expect, it } from "vitest";
import type { Webhook } from "../api";
import { changeOf, draftOf, isReady, withEntity, withEvent } from "./draft";
import { needsNewSecret, placeOf } from "./place";

const webhook: Webhook = {
  id: "w1",
  name: "ERP",
  url: "https://erp.example.org/hook",
  events: ["record.created"],
  entity: "ent_order",
  filter: { field: "amount", op: "gt", value: "1000" },
  active: true,
  owner: "p1",
  created_at: "2026-11-22T06:00:00Z",
  updated_at: "2026-11-22T06:00:00Z",
};

describe("a webhook's address", () => {
  it("is a plain http one", () => {
    expect(placeOf("https://erp.example.org/hook?a=b")).toBe("https://erp.example.org");
    for (const wrong of ["", "erp.example.org", "ftp://erp.example.org", "https://me:x@erp.example.org"]) {
      expect(placeOf(wrong)).toBeUndefined();
    }
  });

  it("keeps its secret on the same host and port only", () => {
    expect(needsNewSecret(webhook.url, "https://erp.example.org/other")).toBe(false);
    expect(needsNewSecret(webhook.url, "https://erp.example.org:8443/hook")).toBe(true);
    expect(needsNewSecret(undefined, webhook.url)).toBe(false);
  });
});

describe("a webhook's draft", () => {
  it("is ready with a name, an address and an event", () => {
    const draft = draftOf(webhook);
    expect(isReady(draft)).toBe(true);
    expect(isReady({ ...draft, name: " " })).toBe(false);
    expect(isReady({ ...draft, url: "erp" })).toBe(false);
    expect(isReady(withEvent(draft, "record.created", false))).toBe(false);
  });

  it("drops the filter with the entity", () => {
    expect(withEntity(draftOf(webhook), "ent_order").filter).not.toBeNull();
    expect(withEntity(draftOf(webhook), "ent_quote")).toMatchObject({ entity: "ent_quote", filter: null });
    expect(changeOf(withEntity(draftOf(webhook), ""), webhook)).toMatchObject({ entity: null, filter: null });
  });

  it("keeps its events in one order", () => {
    expect(
      withEvent(withEvent(draftOf(webhook), "record.restored", true), "record.updated", true).events,
    ).toEqual(["record.created", "record.updated", "record.restored"]);
  });

  it("asks for a new secret where the old one may not go, and sends one that was given", () => {
    const moved = { ...draftOf(webhook), url: "https://other.example.org/hook" };
    expect(changeOf(moved, webhook)).toMatchObject({ renew_secret: true });
    expect(changeOf({ ...moved, secret: " whsec_abc " }, webhook)).toMatchObject({ secret: "whsec_abc" });
    expect(changeOf({ ...moved, secret: "whsec_abc" }, webhook)).not.toHaveProperty("renew_secret");
    expect(changeOf(draftOf(webhook), webhook)).not.toHaveProperty("renew_secret");
  });
});
