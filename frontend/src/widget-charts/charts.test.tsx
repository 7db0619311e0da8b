import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { Classes } from "./Classes";
import { Funnel } from "./Funnel";
import { KpiFigure } from "./KpiFigure";
import { Leaderboard } from "./Leaderboard";
import type { Mark } from "./widget";

describe("a key figure", () => {
  it("tells its level in a word, not by colour alone", () => {
    render(
      <KpiFigure
        widget={{ id: "rate", name: "赢单率", type: "kpi", metric: "m" }}
        metric={{ id: "m", name: "赢单率", entity: "e", show: "percent", places: 2 }}
        answer={{ value: "0.6315", level: "warning" }}
        onMark={() => undefined}
      />,
    );
    expect(screen.getByRole("button").textContent).toBe("63.15%");
    expect(screen.getByText("预警")).toBeTruthy();
  });
});

describe("a funnel", () => {
  it("opens a stage, and what is stuck in it, each in one click", async () => {
    const marks: Mark[] = [];
    render(
      <Funnel
        widget={{ id: "f", name: "漏斗", type: "funnel", entity: "e", gate: "g", amount: "value" }}
        answer={{
          stages: [
            {
              option: "s1",
              name: "初步接触",
              count: 4,
              amount: "540000.00",
              conversion: "0.8",
              median_hours: "30",
              stuck: 2,
            },
            { option: "s2", name: "需求诊断", count: 3, amount: null, conversion: null, stuck: 0 },
          ],
        }}
        onMark={(mark) => marks.push(mark)}
      />,
    );
    expect(screen.getByText("1 天 6 小时")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /2 个滞留/ }));
    await userEvent.click(screen.getByRole("button", { name: "需求诊断" }));
    expect(marks).toEqual([
      { title: "初步接触滞留", groups: ["s1"], stuck: true },
      { title: "需求诊断", groups: ["s2"] },
    ]);
  });
});

describe("a leaderboard", () => {
  it("shows rank, exact amount and share, and opens the records", async () => {
    const marks: Mark[] = [];
    render(
      <Leaderboard
        widget={{
          id: "l",
          name: "排行",
          type: "leaderboard",
          entity: "e",
          measures: [{ id: "sum", summary: "sum" }],
        }}
        answer={{
          rows: [
            { groups: ["a"], labels: ["甲"], measures: { sum: "25" } },
            { groups: ["b"], labels: ["乙"], measures: { sum: "75" } },
          ],
          whole: "150",
        }}
        onMark={(mark) => marks.push(mark)}
      />,
    );
    const [first] = screen.getAllByRole("button");
    expect(first?.textContent).toMatch(/1.*乙.*75.*50%/);
    if (first) await userEvent.click(first);
    expect(marks).toEqual([{ title: "乙", groups: ["b"] }]);
  });
});

describe("a classification", () => {
  it("shows the classes, each group's own and what is reached, and opens the records", async () => {
    const marks: Mark[] = [];
    render(
      <Classes
        widget={{
          id: "abc",
          name: "客户分级",
          type: "abc",
          entity: "e",
          groups: [{ field: "customer" }],
          measures: [{ id: "sum", summary: "sum", field: "amount", show: "money", places: 2 }],
        }}
        answer={{
          rows: [
            {
              groups: ["k1"],
              labels: ["远山"],
              measures: { sum: "800.00" },
              class: "A",
              share: "0.8",
              reached: "0.8",
            },
            {
              groups: ["k2"],
              labels: [""],
              measures: { sum: "200.00" },
              class: "B",
              share: "0.2",
              reached: "1",
            },
          ],
          classes: {
            A: { count: 1, total: "800.00", share: "0.8" },
            B: { count: 1, total: "200.00", share: "0.2" },
            C: { count: 0, total: "0.00", share: "0" },
          },
          without: "12.50",
        }}
        onMark={(mark) => marks.push(mark)}
      />,
    );
    expect(screen.getByText("A 类").nextElementSibling?.textContent).toBe("80%1 项");
    expect(screen.getByText("另有 12.50 未归入任何一项")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /远山.*800\.00.*80%/ }));
    expect(marks).toEqual([{ title: "远山", groups: ["k1"] }]);
  });
});
