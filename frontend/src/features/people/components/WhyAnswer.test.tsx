import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { type WhyAnswer as Answer, type WhyQuestion, whyQuery } from "../api";
import { WhyAnswer } from "./WhyAnswer";

const question: WhyQuestion = { person: "p1", entity: "ent_order", action: "read", field: "cost" };

function told(answer: Answer): string {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(whyQuery(question).queryKey, answer);
  render(
    <QueryClientProvider client={client}>
      <WhyAnswer person={{ id: "p1", name: "王芳" }} question={question} />
    </QueryClientProvider>,
  );
  return screen.getByRole("region", { name: "理由" }).textContent ?? "";
}

describe("why somebody may see something", () => {
  it("is told with each role, its records and what it makes of the field", () => {
    const rows = { rows: "own", where: null } as const;
    const reasons = [{ role: "rol_sales", role_name: "销售", rows, right: "read" } as const];
    expect(told({ allowed: true, because: "grant", reasons, action: "read" })).toBe(
      "王芳 可以查看，因为：角色“销售”，记录范围：自己的，这个字段只读",
    );
  });

  it("is told in one sentence when no role gives it", () => {
    expect(told({ allowed: false, because: "nothing", reasons: [], action: "read" })).toBe(
      "王芳 不能查看：没有任何角色给予这项权限。",
    );
  });
});
