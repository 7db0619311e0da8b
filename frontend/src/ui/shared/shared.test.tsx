import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { ApiProblem } from "@/api/problem";
import { initialsOf } from "./Avatar";
import { Menu } from "./Menu";
import { ProblemBoundary } from "./ProblemBoundary";
import { ProblemNotice } from "./ProblemNotice";

describe("a problem", () => {
  it("is told as what, why, what next and a code to quote", () => {
    const problem = new ApiProblem(422, {
      code: "gate.evidence.missing",
      title: "Not moved",
      detail: "Evidence is missing",
      trace: "7f3a",
    });
    render(<ProblemNotice problem={problem} />);
    const notice = screen.getByRole("alert").textContent ?? "";
    for (const part of ["Not moved", "Evidence is missing", "gate.evidence.missing · 7f3a"]) {
      expect(notice).toContain(part);
    }
  });

  it("never shows the raw error of a broken screen", () => {
    render(<ProblemNotice problem={new TypeError("x is undefined")} />);
    expect(screen.getByRole("alert").textContent).not.toContain("undefined");
  });

  it("in one part leaves the rest standing and goes away at another place", () => {
    const Broken = (): never => {
      throw new Error("broken");
    };
    const { rerender } = render(
      <ProblemBoundary place="/one">
        <Broken />
      </ProblemBoundary>,
      { onCaughtError: () => undefined },
    );
    expect(screen.getByRole("alert")).toBeTruthy();
    rerender(
      <ProblemBoundary place="/two">
        <p>fine</p>
      </ProblemBoundary>,
    );
    expect(screen.getByText("fine")).toBeTruthy();
  });
});

function MenuUnderTest({ onChoose }: { readonly onChoose: (key: string) => void }) {
  const [anchor, setAnchor] = useState<HTMLElement>();
  return (
    <>
      <button type="button" onClick={(event) => setAnchor(event.currentTarget)}>
        open
      </button>
      {anchor ? (
        <Menu
          label="menu"
          anchor={anchor}
          onClose={() => setAnchor(undefined)}
          items={[
            { key: "a", label: "Alpha", onSelect: () => onChoose("a") },
            { key: "b", label: "Beta", disabled: true, onSelect: () => onChoose("b") },
            "line",
            { key: "c", label: "Gamma", onSelect: () => onChoose("c") },
          ]}
        />
      ) : null}
    </>
  );
}

describe("a menu", () => {
  it("is walked by arrows past disabled entries, chosen by Enter and gives focus back", async () => {
    const chosen: string[] = [];
    const user = userEvent.setup();
    render(<MenuUnderTest onChoose={(key) => chosen.push(key)} />);
    await user.click(screen.getByText("open"));
    expect(document.activeElement?.textContent).toContain("Alpha");
    await user.keyboard("{ArrowDown}{Enter}");
    expect(chosen).toEqual(["c"]);
    expect(screen.queryByRole("menu")).toBeNull();
    expect(document.activeElement?.textContent).toBe("open");
  });

  it("stands in the page's main part, or in the dialog that it was opened from", async () => {
    const user = userEvent.setup();
    const onChoose = () => undefined;
    const { rerender } = render(
      <>
        <header>
          <MenuUnderTest onChoose={onChoose} />
        </header>
        <main />
      </>,
    );
    await user.click(screen.getByText("open"));
    expect(screen.getByRole("menu").closest("main")).not.toBeNull();
    rerender(
      <main>
        <dialog open>
          <MenuUnderTest onChoose={onChoose} />
        </dialog>
      </main>,
    );
    await user.click(screen.getByText("open"));
    expect(screen.getByRole("menu").closest("dialog")).not.toBeNull();
  });

  it("closes on Escape without choosing", async () => {
    const chosen: string[] = [];
    const user = userEvent.setup();
    render(<MenuUnderTest onChoose={(key) => chosen.push(key)} />);
    await user.click(screen.getByText("open"));
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("menu")).toBeNull();
    expect(chosen).toEqual([]);
  });
});

it("initials are the given name in Chinese and first letters elsewhere", () => {
  expect(initialsOf("陈敏静", 32)).toBe("敏静");
  expect(initialsOf("陈敏静", 20)).toBe("静");
  expect(initialsOf("Darcel Schlecht", 20)).toBe("DS");
  expect(initialsOf("root", 20)).toBe("R");
});
