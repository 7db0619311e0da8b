import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Dialog } from "@/ui/page/Dialog";
import { SelectField } from "@/ui/page/SelectField";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { TextField } from "@/ui/shared/TextField";
import { type Approval, approvals, beginBlank } from "../api";
import { newApp, targetOf } from "../model/target";
import { useBuilt } from "../useBuilt";
import style from "./beginning.module.css";
import { PlaceFields } from "./PlaceFields";

export type BlankDialogProps = {
  /** The app that is to grow; without it a new one is proposed. */
  readonly app?: string | undefined;
  readonly onClose: () => void;
};

/** A name and Enter are enough; the form is designed next. */
export function BlankDialog({ app = "", onClose }: BlankDialogProps) {
  const { t } = useTranslation(["beginning", "common"]);
  const navigate = useNavigate();
  const built = useBuilt();
  const form = useId();
  const [name, setName] = useState("");
  const [approval, setApproval] = useState<Approval>("none");
  const [place, setPlace] = useState({ ...newApp, app });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const called = name.trim();
  const begin = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const begun = await beginBlank(called, approval, targetOf(place, called, true));
      await built();
      await navigate(`/design/forms/${begun.objects.find((one) => one.kind === "form")?.id ?? ""}`);
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t("blank.title")}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("common:cancel")}</Button>
          <Button type="submit" form={form} look="primary" busy={busy} disabled={called === ""}>
            {t("blank.begin")}
          </Button>
        </>
      }
    >
      <form id={form} className={style.stack} onSubmit={(event) => void begin(event)}>
        <TextField
          label={t("blank.name")}
          hint={t("blank.hint")}
          placeholder={t("blank.example")}
          required
          maxLength={80}
          value={name}
          onChange={setName}
        />
        <SelectField
          label={t("blank.approval.label")}
          hint={t(`blank.approval.hint.${approval}`)}
          options={approvals.map((id) => ({ id, label: t(`blank.approval.${id}`) }))}
          value={approval}
          onChange={(id) => setApproval(approvals.find((one) => one === id) ?? "none")}
        />
        <PlaceFields value={place} begun={called || t("blank.example")} onChange={setPlace} />
        <p>{t(place.app === "" ? "blank.means" : "blank.meansInApp")}</p>
        {problem ? <ProblemNotice problem={problem} /> : null}
      </form>
    </Dialog>
  );
}
