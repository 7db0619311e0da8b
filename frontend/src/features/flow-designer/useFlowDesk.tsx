/** Puts together what the parts of the flow designer share. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument, EntityName } from "@/api/documents";
import { versionQuery } from "@/designing/api";
import type { Say } from "@/designing/model/command";
import type { Session, SessionView } from "@/designing/sessionTypes";
import { useRun } from "@/designing/useRun";
import type { FlowTrace } from "@/flow-canvas/words";
import { treeOf } from "@/lib/flowTree/treeOf";
import { useToast } from "@/ui-phone/toastContext";
import { appObjectsQuery } from "./api";
import type { FlowDesk, Named } from "./DeskContext";
import type { FlowCommand, Line } from "./model/commands";
import { type Copied, copyOf, pasteOf } from "./model/copies";
import { insert, removeStep, type Selection, stepOf } from "./model/deeds";
import { flowDifferences } from "./model/differences";
import { branchesOf, type FlowDraft, nodeOf } from "./model/documents";
import { drawnOf } from "./model/drawn";
import type { NodeTypeName } from "./model/members";
import { type NewNames, newPiece } from "./model/newNodes";
import { sharedTree } from "./model/sharing";
import type { FlowDesignerParts } from "./parts";
import { type FlowProblems, useFlowProblems } from "./useFlowProblems";
import { useFlowWords } from "./useFlowWords";

export type FlowDeskOptions = {
  readonly session: Session<FlowCommand>;
  readonly view: SessionView<FlowCommand>;
  readonly flowId: string;
  readonly version: number | null;
  readonly entity: EntityDocument;
  readonly entities: readonly EntityName[];
  readonly parts: FlowDesignerParts;
  readonly trace: FlowTrace | undefined;
  /** Shows the settings, where they are not beside the tree. */
  readonly onEdit: () => void;
  /** Asks before more than one step goes. */
  readonly onAsk: (command: FlowCommand) => void;
};

export type FlowDeskAnswer = {
  readonly desk: FlowDesk;
  readonly found: FlowProblems["found"];
  readonly differences: readonly Say[];
  /** The version that runs is not there yet: how far the draft is ahead is not known. */
  readonly waiting: boolean;
};

export function useFlowDesk(options: FlowDeskOptions): FlowDeskAnswer {
  const { session, view, flowId, version, entity, entities, parts, trace, onEdit, onAsk } = options;
  const { t } = useTranslation("flowDesigner");
  const toast = useToast();
  const flow = view.workbench[flowId] as FlowDraft;
  const [selection, select] = useState<Selection>({ kind: "flow" });
  const [moving, setMoving] = useState<string>();
  const [copied, setCopied] = useState<Copied>();
  const objects = useQuery(appObjectsQuery(flow.app));
  const running = useQuery(versionQuery(flowId, version));
  const published = (running.data ?? null) as FlowDraft | null;
  const waiting = running.data === undefined;
  const fresh = useMemo(() => {
    const found = treeOf(flow);
    return "why" in found
      ? { tree: undefined, noTree: found }
      : { tree: drawnOf(flow, found), noTree: undefined };
  }, [flow]);
  const drawn = useShared(fresh);
  const roles = useMemo(
    (): readonly Named[] => (objects.data ?? []).filter((one) => one.kind === "role"),
    [objects.data],
  );
  const told = useFlowWords({ flow, entity, roles, parts });
  const { found, ...problems } = useFlowProblems({ view, flow, entity, entities });
  const differences = useMemo(
    () => (waiting ? [] : flowDifferences(published, flow)),
    [waiting, published, flow],
  );
  const names = useNewNames();
  const run = useRun(session);
  const byId = useMemo(() => new Map(entity.fields.map((field) => [field.id, field])), [entity]);
  const here = { flow, fields: entity.fields, roles };

  const edit = (next: Selection) => {
    select(next);
    onEdit();
  };
  const add = (type: NodeTypeName, at: readonly Line[]) => {
    const piece = newPiece(flow, type, names);
    if (run(insert({ flow, tree: drawn.tree }, at, piece))) select({ kind: "node", id: piece.enter });
  };
  const put = (what: Copied, at: readonly Line[]) => {
    const { piece, lost } = pasteOf(what, here);
    if (!run(insert({ flow, tree: drawn.tree }, at, piece, piece.nodes.length > 1 ? "pasteMany" : "paste")))
      return;
    select({ kind: "node", id: piece.enter });
    if (lost.length === 0) return;
    const told = lost.map((one) => `${one.name} → ${one.mentions}`).join(", ");
    toast.show({ text: t("copy.lost", { names: told }), milliseconds: 10_000 });
  };
  const copyStep = (id: string): Copied | undefined => {
    const step = stepOf({ flow, tree: drawn.tree }, id);
    return step && copyOf(here, step);
  };
  const desk: FlowDesk = {
    flow,
    ...drawn,
    view,
    entity,
    field: (id) => byId.get(id),
    entities,
    roles,
    published,
    names,
    parts,
    told,
    trace,
    ...problems,
    selection: shownSelection(flow, selection),
    select,
    run,
    add,
    remove: (id) => {
      const command = removeStep({ flow, tree: drawn.tree }, id, names.node("stop"));
      if (command.do === "piece.remove" && command.nodes.length > 1) onAsk(command);
      else run(command);
    },
    moving: moving && nodeOf(flow, moving) ? moving : undefined,
    setMoving,
    copied,
    copy: (id) => {
      const found = copyStep(id);
      if (!found) return undefined;
      setCopied(found);
      toast.show({ text: t("copy.done", { count: found.nodes.length }) });
      return found;
    },
    paste: (at, what = copied) => {
      if (what) put(what, at);
    },
    double: (id) => {
      const step = stepOf({ flow, tree: drawn.tree }, id);
      const found = copyStep(id);
      if (step && found && step.exit.length > 0) put(found, step.exit);
    },
    edit,
  };
  return { desk, found, differences, waiting };
}

type Drawn = Pick<FlowDesk, "tree" | "noTree">;

/** What a change did not touch is not drawn again. */
function useShared(fresh: Drawn): Drawn {
  const before = useRef<Drawn>(undefined);
  return useMemo(() => {
    const tree = fresh.tree && sharedTree(before.current?.tree, fresh.tree);
    before.current = { ...fresh, tree };
    return before.current;
  }, [fresh]);
}

/** What was selected may have been undone. */
function shownSelection(flow: FlowDraft, selection: Selection): Selection {
  if (selection.kind === "flow") return selection;
  const node = nodeOf(flow, selection.kind === "node" ? selection.id : selection.node);
  if (!node) return { kind: "flow" };
  if (selection.kind === "node") return selection;
  return branchesOf(node).some((one) => one.id === selection.id) ? selection : { kind: "node", id: node.id };
}

function useNewNames(): NewNames {
  const { t } = useTranslation(["flowDesigner", "flowCanvas"]);
  return useMemo(
    () => ({
      node: (type) => t(`flowCanvas:type.${type}`),
      branch: (number) => t("flowDesigner:branch.newName", { number }),
      otherwise: t("flowDesigner:branch.otherwiseName"),
      join: t("flowCanvas:type.join"),
    }),
    [t],
  );
}
