import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { describe, expect, it } from "vitest";
import { type PeopleOfApp, slotsQuery } from "../people";
import { AppPeople } from "./AppPeople";

const left = { code: "package.slot.left", path: [], params: {}, message: "王芳已离开" };
const people: PeopleOfApp = {
  slots: [
    {
      id: "keeper",
      name: "兜底人",
      description: "",
      kind: "person",
      person: { id: "p1", name: "王芳" },
      flows: ["合同审批", "报价审批"],
      problem: left,
    },
  ],
  roles: [
    {
      id: "rol_legal",
      name: "法务",
      members: 0,
      flows: [],
      problem: { ...left, code: "package.role.empty" },
    },
    { id: "rol_finance", name: "财务", members: 2, flows: [], problem: null },
  ],
};

function shown(): void {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(slotsQuery("app_sales").queryKey, people);
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter>
        <AppPeople app="app_sales" />
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

describe("who stands behind an app", () => {
  it("is told with the flows that ask them, and with whoever has left", () => {
    shown();
    expect(screen.getByText("流程：合同审批、报价审批")).not.toBeNull();
    expect(screen.getByRole("alert").textContent).toBe("王芳已离开");
    expect(screen.getByRole("button", { name: "换人：兜底人" }).textContent).toBe("换人");
  });

  it("names only the roles that nobody holds", () => {
    shown();
    expect(screen.getByRole("link", { name: "法务" }).getAttribute("href")).toBe(
      "/people/roles?role=rol_legal",
    );
    expect(screen.queryByRole("link", { name: "财务" })).toBeNull();
  });
});
