import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { drafts } from "@/designing/api";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { TextField } from "@/ui/shared/TextField";
import style from "../components/Role.module.css";

/** A role begins with nothing granted. */
export function NewRolePage() {
  const { t } = useTranslation("roleDesigner");
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const made = await drafts.create({ kind: "role", app: search.get("app") ?? "", name: name.trim() });
      await navigate(`/design/roles/${made.id}`, { replace: true });
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  return (
    <form className={style.beginning} onSubmit={(event) => void make(event)}>
      <p>{t("new.what")}</p>
      <TextField label={t("role.name")} required maxLength={200} value={name} onChange={setName} />
      <Button type="submit" look="primary" busy={busy} disabled={name.trim() === ""}>
        {t("new.make")}
      </Button>
      {problem ? <ProblemNotice problem={problem} /> : null}
    </form>
  );
}
