/** Everything wrong or odd about the flow: what the server says, who would be missing, which rights it lacks. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument, EntityName } from "@/api/documents";
import type { BarProblem } from "@/designing/parts/ProblemBar";
import type { SessionView } from "@/designing/sessionTypes";
import { approversQuery, checkQuery, type Manned } from "./api";
import type { FlowDesk, NodeProblem } from "./DeskContext";
import type { FlowCommand } from "./model/commands";
import type { Selection } from "./model/deeds";
import { type FlowDraft, nodeName, nodeOf } from "./model/documents";
import { placeOfProblem } from "./model/places";
import { missingRights } from "./model/rights";

type Found = NodeProblem & { readonly place: Selection };

export type FlowProblems = {
  readonly found: readonly Found[];
  readonly problems: ReadonlyMap<string, readonly NodeProblem[]>;
  readonly manned: ReadonlyMap<string, Manned>;
  readonly initiators: number;
};

/** Told at length beside the people of an approval. */
export const nobodyFound = "flow.check.people.nobody";

export type ProblemsOptions = {
  readonly view: SessionView<FlowCommand>;
  readonly flow: FlowDraft;
  readonly entity: EntityDocument;
  readonly entities: readonly EntityName[];
};

export function useFlowProblems({ view, flow, entity, entities }: ProblemsOptions): FlowProblems {
  const { t } = useTranslation("flowDesigner");
  const revision = view.revisions[flow.id] ?? 0;
  const approves = flow.nodes.some((node) => node.type === "approval");
  const approvers = useQuery({
    ...approversQuery(flow.id, revision),
    enabled: approves,
    placeholderData: keepPreviousData,
  });
  const saved = view.problems[flow.id];
  // Until something is saved here, the draft is as somebody left it: asked once.
  const check = useQuery({ ...checkQuery(flow.id, revision), enabled: saved === undefined });
  return useMemo(() => {
    const bare = (one: { readonly path: readonly (string | number)[] }) =>
      one.path[0] === flow.id ? one.path.slice(1) : one.path;
    const answers = saved
      ? { problems: saved, warnings: view.warnings[flow.id] ?? [] }
      : { problems: check.data?.problems ?? [], warnings: check.data?.warnings ?? [] };
    const manned = new Map(approvers.data?.nodes.map((one) => [one.node, one]));
    // Who would be missing is known here by number and name, for what is published too.
    const counted = (code: string) => code === nobodyFound && manned.size > 0;
    const told = (["problems", "warnings"] as const).flatMap((level) =>
      answers[level]
        .filter((one) => !counted(one.code))
        .map((one): Found => {
          const path = bare(one);
          return {
            key: `${one.code}.${path.join(".")}`,
            tone: level === "problems" ? "danger" : "warning",
            text: one.message,
            path: path.slice(2),
            place: placeOfProblem(flow, path),
          };
        }),
    );
    const lacking = missingRights(flow, { entity, entities }).map(
      ({ entity: id }): Found => ({
        key: `rights.${id}`,
        tone: "warning",
        text: t("own.missing", { names: entities.find((one) => one.id === id)?.name ?? id }),
        path: [],
        place: { kind: "flow" },
      }),
    );
    const unmanned = [...manned.values()]
      .filter((one) => one.missing > 0)
      .map(
        ({ node, missing }): Found => ({
          key: `${nobodyFound}.${node}`,
          tone: "warning",
          text: t("manned.missing", { count: missing }),
          path: ["assignees"],
          place: { kind: "node", id: node },
        }),
      );
    const found = [...told, ...unmanned, ...lacking];
    const problems = new Map<string, NodeProblem[]>();
    for (const one of found) {
      const id = one.place.kind === "node" ? one.place.id : one.place.kind === "branch" ? one.place.node : "";
      if (id) problems.set(id, [...(problems.get(id) ?? []), one]);
    }
    return { found, problems, manned, initiators: approvers.data?.initiators ?? 0 };
  }, [t, flow, entity, entities, saved, view.warnings, check.data, approvers.data]);
}

/** The same for the bar below: each leads to its place. */
export const barProblems = (desk: FlowDesk, found: FlowProblems["found"]): readonly BarProblem[] =>
  found.map(({ key, tone, text, place }) => {
    const node = nodeOf(
      desk.flow,
      place.kind === "node" ? place.id : place.kind === "branch" ? place.node : "",
    );
    return {
      key,
      level: tone === "danger" ? "error" : "warning",
      text: node ? `${nodeName(node)}: ${text}` : text,
      onShow: () => desk.edit(place),
    };
  });
