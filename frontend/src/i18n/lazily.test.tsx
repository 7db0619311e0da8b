import { render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { describe, expect, it } from "vitest";
import { lazily } from "./lazily";

const Text = ({ text }: { readonly text: string }) => <p>{text}</p>;

describe("a part that is fetched when it is shown", () => {
  it("shows that it waits, and then itself", async () => {
    const Part = lazily(async () => Text);
    render(
      <Suspense fallback="waiting">
        <Part text="there" />
      </Suspense>,
    );
    expect(screen.getByText("waiting")).toBeDefined();
    expect(await screen.findByText("there")).toBeDefined();
  });

  it("is there at once where it was fetched before", async () => {
    const Part = lazily(async () => Text);
    await Part.fetch();
    render(
      <Suspense fallback="waiting">
        <Part text="there" />
      </Suspense>,
    );
    expect(screen.getByText("there")).toBeDefined();
  });
});
