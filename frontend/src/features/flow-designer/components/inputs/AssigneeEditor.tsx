import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { PathSelect } from "@/designing/fields/PathSelect";
import { TextSetting } from "@/designing/parts/Inputs";
import { useCellWords } from "@/field-cells/useCellWords";
import { CheckField } from "@/ui/page/CheckField";
import { PeoplePicker } from "@/ui/page/PeoplePicker";
import { SelectField } from "@/ui/page/SelectField";
import { useDesk } from "../../DeskContext";
import { type Assignee, assigneeKinds, nodeName } from "../../model/documents";
import { withPart } from "../../model/members";
import { NumberSetting } from "./NumberSetting";

export type AssigneeEditorProps = {
  readonly value: Assignee;
  readonly onChange: (value: Assignee) => void;
};

const above: ReadonlySet<string> = new Set(["manager", "managers_up_to", "department_head"]);
const isPerson = (field: FieldDocument) => field.type === "person";
const isDepartment = (field: FieldDocument) => field.type === "department";

/** One way of naming people, and what it still has to know. */
export function AssigneeEditor({ value, onChange }: AssigneeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  const { entity, roles } = useDesk();
  const { by } = value;
  const set = (members: Partial<Assignee>) => onChange(withPart("assignee", value, members));
  return (
    <>
      <SelectField
        label={t("who.by")}
        value={by}
        options={assigneeKinds.map((kind) => ({ id: kind, label: t(`who.kind.${kind}`) }))}
        onChange={(kind) => onChange({ by: kind })}
      />
      {by === "person" ? <People value={value} onChange={onChange} /> : null}
      {by === "role" ? (
        <>
          <SelectField
            label={t("who.kind.role")}
            value={value.role ?? ""}
            none={t("path.choose")}
            options={roles.map((role) => ({ id: role.id, label: role.name }))}
            onChange={(role) => set({ role })}
          />
          <CheckField
            label={t("who.within")}
            value={value.within === "department"}
            onChange={(on) => set({ within: on ? "department" : "workspace" })}
          />
        </>
      ) : null}
      {above.has(by) ? (
        <>
          <NumberSetting
            label={t(`who.level.${by}`)}
            value={String(value.level ?? 1)}
            whole
            least={1}
            most={10}
            onCommit={(level) => set({ level: Number(level) })}
          />
          <PathSelect
            label={t("who.ofWhom")}
            entity={entity}
            value={value.field ?? ""}
            accepts={by === "department_head" ? isDepartment : isPerson}
            none={t("who.theInitiator")}
            beyond
            onChange={(field) => (field === "" ? onChange(without(value, "field")) : set({ field }))}
          />
        </>
      ) : null}
      {by === "field" ? (
        <PathSelect
          label={t("who.kind.field")}
          entity={entity}
          value={value.field ?? ""}
          accepts={isPerson}
          beyond
          onChange={(field) => set({ field })}
        />
      ) : null}
      {by === "node" ? <Earlier value={value} onChange={onChange} /> : null}
      {by === "slot" ? (
        <TextSetting
          label={t("who.kind.slot")}
          hint={t("who.slotHint")}
          maxLength={60}
          value={value.slot ?? ""}
          onCommit={(slot) => set({ slot: slot.trim() })}
        />
      ) : null}
    </>
  );
}

function without(value: Assignee, name: keyof Assignee): Assignee {
  const { [name]: _gone, ...rest } = value;
  return rest as Assignee;
}

function People({ value, onChange }: AssigneeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  const { personName } = useCellWords();
  const people = (value.people ?? []).map((id) => ({ id, name: personName(id) ?? t("who.somebody") }));
  return (
    <PeoplePicker
      label={t("who.kind.person")}
      hint={t("who.personHint")}
      many
      value={people}
      onChange={(next) => onChange({ by: "person", people: next.map((one) => one.id) })}
    />
  );
}

function Earlier({ value, onChange }: AssigneeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  const { flow } = useDesk();
  const approvals = flow.nodes.filter((node) => node.type === "approval");
  return (
    <SelectField
      label={t("who.kind.node")}
      value={value.node ?? ""}
      none={t("path.choose")}
      options={approvals.map((node) => ({ id: node.id, label: nodeName(node) }))}
      onChange={(node) => onChange({ by: "node", node })}
    />
  );
}
