import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
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
