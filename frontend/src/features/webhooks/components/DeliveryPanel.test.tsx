import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { describe, expect, it } from "vitest";
import { entitiesQuery } from "@/api/design";
import { type Me, meQuery } from "@/api/people";
import type { Delivery, Webhook } from "../api";
import { DeliveryStory } from "./DeliveryPanel";

const webhook = { id: "w1", url: "https://erp.example.org/hook" } as Webhook;
const failed: Delivery = {
  id: "d1",
  event: "e1",
  type: "record.updated",
  entity: "ent_order",
  record: "r1",
  version: 3,
  at: "2026-11-22T06:00:00Z",
  state: "failed",
  attempt: 8,
  next_try_at: null,
  tried_at: "2026-11-23T06:00:00Z",
  status: 503,
  code: "webhook.answer",
  reason: "对方返回了错误，稍后会重试。",
  ms: 12,
  response_head: "<b>out of order</b>",
};

function show(delivery: Delivery) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(meQuery.queryKey, { timezone: "Asia/Shanghai" } as Me);
  client.setQueryData(entitiesQuery.queryKey, {
    entities: [{ id: "ent_order", key: "order", name: "订单", app: "app_sales", icon: "" }],
  });
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter>
        <DeliveryStory webhook={webhook} delivery={delivery} />
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

describe("a delivery", () => {
  it("tells what was asked, what was answered and why it failed", () => {
    show(failed);
    expect(screen.getByRole("link", { name: "订单 第 3 版" }).getAttribute("href")).toBe("/r/order/r1");
    expect(screen.getByText("POST https://erp.example.org/hook")).toBeTruthy();
    expect(screen.getByText("对方返回了错误，稍后会重试。")).toBeTruthy();
    expect(screen.getByText("503")).toBeTruthy();
    expect(screen.getByText("<b>out of order</b>")).toBeTruthy();
    expect(screen.getByText("2026-11-22 14:00")).toBeTruthy();
  });

  it("says when it will be tried again", () => {
    show({ ...failed, state: "pending", attempt: 2, next_try_at: "2026-11-22T06:02:00Z" });
    expect(screen.getByText("等待重试")).toBeTruthy();
    expect(screen.getByText("2026-11-22 14:02")).toBeTruthy();
  });
});
