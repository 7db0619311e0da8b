/** Who edits which member of which type of step; a test holds that none is forgotten. */
import type { ComponentType } from "react";
import type { FlowNode } from "@/lib/flowTree/tree";
import type { NodeTypeName } from "../../model/members";
import { ApprovalActions } from "./ApprovalActions";
import { ApprovalNotices } from "./ApprovalNotices";
import { ApprovalPeople } from "./ApprovalPeople";
import { BranchList } from "./BranchList";
import { CcPeople, CcRights } from "./CcEditor";
import { FieldRights } from "./FieldRights";
import { HttpEditor } from "./HttpEditor";
import { NotifyEditor } from "./NotifyEditor";
import { CreateEditor, UpdateEditor } from "./RecordEditors";
import { JoinEditor, ParallelEditor, StopEditor } from "./SmallEditors";
import { Timeouts } from "./Timeouts";
import { WaitEditor } from "./WaitEditor";

export type NodeEditorProps = {
  readonly node: FlowNode;
  /** Members of the node; undefined takes one away. */
  readonly set: (members: Readonly<Record<string, unknown>>) => void;
};

export type EditorTab = {
  readonly key: string;
  /** Beside the name, which every step has in its head. */
  readonly members: readonly string[];
  readonly Editor: ComponentType<NodeEditorProps>;
};

export const editors: Readonly<Record<NodeTypeName, readonly EditorTab[]>> = {
  approval: [
    {
      key: "people",
      members: [
        "assignees",
        "empty",
        "fallback",
        "initiator",
        "order",
        "passing",
        "passing_ratio",
        "rejecting",
        "rejecting_ratio",
        "early_stop",
        "reject_ends",
      ],
      Editor: ApprovalPeople,
    },
    { key: "rights", members: ["fields", "read_after"], Editor: FieldRights },
    { key: "actions", members: ["actions"], Editor: ApprovalActions },
    { key: "timeouts", members: ["timeouts", "restart_on_transfer"], Editor: Timeouts },
    { key: "notices", members: ["channels"], Editor: ApprovalNotices },
  ],
  cc: [
    { key: "people", members: ["to", "channels"], Editor: CcPeople },
    { key: "rights", members: ["fields"], Editor: CcRights },
  ],
  condition: [{ key: "settings", members: ["branches"], Editor: BranchList }],
  parallel: [{ key: "settings", members: ["branches", "resume"], Editor: ParallelEditor }],
  wait: [
    {
      key: "settings",
      members: ["hours", "days", "working", "until", "offset_hours", "condition", "at_most_hours"],
      Editor: WaitEditor,
    },
  ],
  update_record: [
    { key: "settings", members: ["values", "through", "made_by", "missing"], Editor: UpdateEditor },
  ],
  create_record: [{ key: "settings", members: ["entity", "values"], Editor: CreateEditor }],
  notify: [{ key: "settings", members: ["to", "channels", "title", "body"], Editor: NotifyEditor }],
  http_request: [
    { key: "settings", members: ["method", "url", "headers", "body", "retry"], Editor: HttpEditor },
  ],
  stop: [{ key: "settings", members: ["outcome"], Editor: StopEditor }],
  join: [{ key: "settings", members: ["of", "need", "count"], Editor: JoinEditor }],
};
