import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PeoplePicker } from "@/ui/page/PeoplePicker";
import { Question } from "@/ui/page/Question";
import { SelectField } from "@/ui/page/SelectField";
import { TextField } from "@/ui/shared/TextField";
import { changeDepartment, createDepartment, type DepartmentRow } from "../api";
import { childrenOf, treeLines, within } from "../model/tree";

export type DepartmentFormProps = {
  readonly departments: readonly DepartmentRow[];
  /** Without it a new department is made below `parent`. */
  readonly department?: DepartmentRow;
  readonly parent?: string | null;
  readonly leaderName?: string;
  readonly onClose: () => void;
  readonly onDone: () => Promise<unknown>;
};

export function DepartmentForm(props: DepartmentFormProps) {
  const { departments, department, parent = null, leaderName = "", onClose, onDone } = props;
  const { t } = useTranslation(["people", "common"]);
  const [name, setName] = useState(department?.name ?? "");
  const [above, setAbove] = useState(department?.parent_id ?? parent);
  const [leader, setLeader] = useState(
    department?.leader_id ? [{ id: department.leader_id, name: leaderName }] : [],
  );
  const closed = department ? within(departments, department.id) : new Set<string>();
  const save = async () => {
    const moved = department?.parent_id !== above;
    const position = childrenOf(departments, above).length;
    if (department) {
      await changeDepartment(department.id, {
        name: name.trim(),
        leader_id: leader[0]?.id ?? null,
        ...(moved ? { parent_id: above, position } : {}),
      });
    } else await createDepartment({ name: name.trim(), parent_id: above, position });
    await onDone();
  };
  return (
    <Question
      title={t(department ? "department.edit" : "department.new")}
      confirm={t("common:save")}
      ready={name.trim() !== ""}
      onClose={onClose}
      onConfirm={save}
    >
      <TextField label={t("department.name")} required value={name} onChange={setName} />
      <SelectField
        label={t("department.parent")}
        none={t("department.root")}
        value={above ?? ""}
        onChange={(id) => setAbove(id || null)}
        options={treeLines(departments)
          .filter((line) => !closed.has(line.department.id))
          .map((line) => ({
            id: line.department.id,
            label: `${"\u3000".repeat(line.depth)}${line.department.name}`,
          }))}
      />
      {department ? (
        <PeoplePicker
          label={t("department.leader")}
          value={leader}
          onChange={(people) => setLeader([...people])}
        />
      ) : null}
    </Question>
  );
}
