import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { NumberField } from "./NumberField";
import { Tabs } from "./Tabs";

function NumberUnderTest({ onValue }: { readonly onValue: (value: string | null) => void }) {
  const [value, setValue] = useState<string | null>("1.50");
  return (
    <NumberField
      label="Amount"
      value={value}
      onChange={(next) => {
        setValue(next);
        onValue(next);
      }}
    />
  );
}

describe("a number field", () => {
  it("sends exact decimal text and keeps unfinished input on screen unsent", async () => {
    const sent: (string | null)[] = [];
    const user = userEvent.setup();
    render(<NumberUnderTest onValue={(value) => sent.push(value)} />);
    const input = screen.getByLabelText<HTMLInputElement>("Amount");
    await user.clear(input);
    await user.type(input, "-2,0x");
    expect(input.value).toBe("-2,0x");
    expect(sent).toEqual([null, "-2", "-2", "-20"]);
  });
});

it("tabs move with the arrow keys and wrap around", async () => {
  const user = userEvent.setup();
  const chosen: string[] = [];
  render(
    <Tabs
      label="tabs"
      tabs={[
        { key: "a", label: "A" },
        { key: "b", label: "B", count: 3 },
      ]}
      current="a"
      onChange={(key) => chosen.push(key)}
    >
      panel
    </Tabs>,
  );
  screen.getByRole("tab", { name: "A" }).focus();
  await user.keyboard("{ArrowRight}{ArrowRight}");
  expect(chosen).toEqual(["b", "b"]);
  expect(screen.getByRole("tab", { name: "A" }).getAttribute("aria-selected")).toBe("true");
});
