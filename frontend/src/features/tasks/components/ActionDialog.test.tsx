import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { describe, expect, it } from "vitest";
import type { Decision } from "../api";
import { ActionDialog } from "./ActionDialog";

type FrameProps = { readonly title: string; readonly footer?: ReactNode; readonly children: ReactNode };

/** jsdom has no modal dialogs; what is asked and answered is the same in any frame. */
const Frame = ({ title, footer, children }: FrameProps) => (
  <section aria-label={title}>
    {children}
    {footer}
  </section>
);

describe("asking before an action", () => {
  it("rejects only with a reason, and sends it trimmed", async () => {
    const sent: Decision[] = [];
    let closed = false;
    render(
      <ActionDialog
        offer={{ name: "reject", label: "否决", comment: true }}
        frame={Frame}
        onClose={() => {
          closed = true;
        }}
        onAct={async (decision) => {
          sent.push(decision);
        }}
      />,
    );
    const button = screen.getByRole("button", { name: "否决" });
    expect(button).toHaveProperty("disabled", true);
    await userEvent.type(screen.getByLabelText(/理由/), "  价格过高 ");
    await userEvent.click(button);
    expect(sent).toEqual([{ comment: "价格过高" }]);
    expect(closed).toBe(true);
  });

  it("returns to the initiator unless another place is chosen", async () => {
    const sent: Decision[] = [];
    render(
      <ActionDialog
        offer={{ name: "send_back", comment: true }}
        frame={Frame}
        returnTo={[{ id: "manager", name: "经理审批" }]}
        onClose={() => undefined}
        onAct={async (decision) => {
          sent.push(decision);
        }}
      />,
    );
    await userEvent.selectOptions(screen.getByLabelText("退回到"), "经理审批");
    await userEvent.type(screen.getByLabelText(/意见/), "补充附件");
    await userEvent.click(screen.getByRole("button", { name: "退回" }));
    expect(sent).toEqual([{ comment: "补充附件", to: "manager", resume: "again" }]);
  });

  it("stays open and tells why when the act is refused", async () => {
    render(
      <ActionDialog
        offer={{ name: "comment" }}
        frame={Frame}
        onClose={() => undefined}
        onAct={() => Promise.reject(new Error("no"))}
      />,
    );
    await userEvent.type(screen.getByLabelText(/意见/), "x");
    await userEvent.click(screen.getByRole("button", { name: "评论" }));
    expect(screen.getByRole("alert").textContent).toContain("没有显示出来");
  });
});
