/** The keyboard of the tree: arrows walk, Enter edits, Del removes, + adds, Alt moves. */
import type { KeyboardEvent, RefObject } from "react";
import { isTyping } from "@/designing/keys";
import { type FlowDesk, useDeskRef } from "../DeskContext";
import { moveBranch } from "../model/branchDeeds";
import { moveStep, stepOf } from "../model/deeds";
import { type Arrow, arrows, type Spot, walk } from "../model/walking";

function spotOf(target: EventTarget): Spot | undefined {
  if (!(target instanceof HTMLElement)) return undefined;
  const card = target.closest<HTMLElement>("[data-card]")?.dataset.card;
  if (card !== undefined) return { node: card };
  const [node, port] = target.closest<HTMLElement>("[data-head]")?.dataset.head?.split(":") ?? [];
  return node === undefined || port === undefined ? undefined : { node, port };
}

const selectorOf = ({ node, port }: Spot): string =>
  port === undefined ? `[data-card="${node}"]` : `[data-head="${node}:${port}"]`;

export function useTreeKeys(surface: RefObject<HTMLElement | null>) {
  const latest = useDeskRef();
  const focus = (spot: Spot | undefined) => {
    const place = spot && surface.current?.querySelector<HTMLElement>(selectorOf(spot));
    place?.focus();
    place?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const later = (spot: Spot) => requestAnimationFrame(() => focus(spot));
  const walked = (desk: FlowDesk, spot: Spot, arrow: Arrow) => {
    const joined = desk.tree && stepOf(desk, spot.node)?.join?.id === spot.node;
    const from = joined ? { node: stepOf(desk, spot.node)?.node.id ?? spot.node } : spot;
    if (desk.tree) focus(walk(desk.tree, from, arrow));
  };
  const moved = (desk: FlowDesk, { node, port }: Spot, arrow: Arrow) => {
    const by = arrow === "ArrowUp" || arrow === "ArrowLeft" ? -1 : 1;
    const upright = arrow === "ArrowUp" || arrow === "ArrowDown";
    if (port === undefined && upright) desk.run(moveStep(desk, node, by));
    if (port !== undefined && !upright) desk.run(moveBranch(desk, node, port, by));
  };
  const acted = (desk: FlowDesk, spot: Spot, key: string): boolean => {
    if (key === "Enter") {
      const { node, port } = spot;
      desk.edit(port === undefined ? { kind: "node", id: node } : { kind: "branch", node, id: port });
    } else if (key === "Delete" || key === "Backspace") {
      if (spot.port === undefined) desk.remove(spot.node);
    } else if (key === "+" || key === "/") {
      const at =
        spot.port === undefined ? stepOf(desk, spot.node)?.exit : [{ source: spot.node, port: spot.port }];
      const lines = at?.map((line) => `${line.source ?? ""}:${line.port}`).join(" ");
      surface.current?.querySelector<HTMLElement>(`[data-plus="${lines}"]`)?.click();
    } else return false;
    return true;
  };
  return (event: KeyboardEvent<HTMLElement>) => {
    const desk = latest.current;
    if (event.key === "Escape" && desk.moving) return desk.setMoving(undefined);
    const spot = spotOf(event.target);
    if (!spot || isTyping(event.target)) return;
    const { key, ctrlKey, metaKey, altKey } = event;
    if (arrows.has(key)) {
      event.preventDefault();
      if (altKey) {
        moved(desk, spot, key as Arrow);
        later(spot);
      } else walked(desk, spot, key as Arrow);
      return;
    }
    if ((ctrlKey || metaKey) && key.toLowerCase() === "d" && spot.port === undefined) {
      event.preventDefault();
      desk.double(spot.node);
      return;
    }
    if (!ctrlKey && !metaKey && !altKey && acted(desk, spot, key)) event.preventDefault();
  };
}
