import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import { CheckField } from "@/ui/page/CheckField";
import { Dialog } from "@/ui/page/Dialog";
import { PeoplePicker } from "@/ui/page/PeoplePicker";
import { SelectField } from "@/ui/page/SelectField";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { TextField } from "@/ui/shared/TextField";
import {
  changePerson,
  createPerson,
  departmentTreeQuery,
  type OneTimePassword,
  type PersonDetail,
  type PersonInput,
} from "../api";
import { treeLines } from "../model/tree";
import style from "./people.module.css";

export type PersonFormProps = {
  /** Without it a new person is made. */
  readonly person?: PersonDetail;
  readonly onClose: () => void;
  readonly onOneTime?: (password: OneTimePassword) => void;
};

const inputOf = (person: PersonDetail | undefined): PersonInput => ({
  name: person?.name ?? "",
  email: person?.contact?.email ?? null,
  phone: person?.contact?.phone ?? null,
  position: person?.position ?? null,
  manager_id: person?.manager_id ?? null,
  department_id: person?.department_id ?? null,
});

export function PersonForm({ person, onClose, onOneTime }: PersonFormProps) {
  const { t } = useTranslation(["people", "common"]);
  const client = useQueryClient();
  const { data: departments } = useQuery(departmentTreeQuery);
  const [input, setInput] = useState(() => inputOf(person));
  const [manager, setManager] = useState(person?.manager_name ?? "");
  const [signIn, setSignIn] = useState(true);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const set = (change: Partial<PersonInput>) => setInput({ ...input, ...change });
  const wrong = (field: string) =>
    problem instanceof ApiProblem
      ? problem.errors.find((one) => one.path.at(-1) === field)?.message
      : undefined;
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      if (person) await changePerson(person.id, input);
      else {
        const { one_time } = await createPerson(input, signIn && input.email !== null);
        if (one_time) onOneTime?.(one_time);
      }
      void client.invalidateQueries({ queryKey: ["people"] });
      void client.invalidateQueries({ queryKey: ["departments"] });
      onClose();
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  const text = (field: "email" | "phone" | "position") => ({
    label: t(`person.${field}`),
    value: input[field] ?? "",
    problem: wrong(field),
    onChange: (value: string) => set({ [field]: value === "" ? null : value }),
  });
  return (
    <Dialog
      title={person ? t("person.edit") : t("person.new")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("common:cancel")}</Button>
          <Button look="primary" busy={busy} disabled={input.name.trim() === ""} onClick={() => void save()}>
            {t("common:save")}
          </Button>
        </>
      }
    >
      <div className={style.stack}>
        <TextField
          label={t("person.name")}
          required
          value={input.name}
          problem={wrong("name")}
          onChange={(name) => set({ name })}
        />
        <TextField kind="email" {...text("email")} />
        <TextField kind="tel" {...text("phone")} />
        <TextField {...text("position")} />
        <SelectField
          label={t("person.department")}
          none={t("person.noDepartment")}
          value={input.department_id ?? ""}
          onChange={(id) => set({ department_id: id || null })}
          options={treeLines(departments?.items ?? []).map(({ department, depth }) => ({
            id: department.id,
            label: `${"\u3000".repeat(depth)}${department.name}`,
          }))}
        />
        <PeoplePicker
          label={t("person.manager")}
          problem={wrong("manager_id")}
          without={person ? [person.id] : []}
          value={input.manager_id ? [{ id: input.manager_id, name: manager }] : []}
          onChange={([chosen]) => {
            set({ manager_id: chosen?.id ?? null });
            setManager(chosen?.name ?? "");
          }}
        />
        {person ? null : (
          <CheckField
            label={t("person.signIn")}
            hint={t("person.signInHint")}
            value={signIn && input.email !== null}
            disabled={input.email === null}
            onChange={setSignIn}
          />
        )}
        {problem ? <ProblemNotice problem={problem} /> : null}
      </div>
    </Dialog>
  );
}
