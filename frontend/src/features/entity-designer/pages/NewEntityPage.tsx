import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { appsQuery } from "@/api/design";
import { drafts } from "@/designing/api";
import { SelectField } from "@/ui/page/SelectField";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { TextField } from "@/ui/shared/TextField";
import style from "../components/Properties.module.css";

/** A further entity of an app: begins with a name, everything else is made in its designer. */
export function NewEntityPage() {
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { data: apps, error } = useQuery(appsQuery);
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState(search.get("app") ?? "");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  if (error) return <ProblemNotice problem={error} />;
  if (!apps) return <Skeleton lines={4} />;
  const app = apps.some((one) => one.id === chosen) ? chosen : (apps[0]?.id ?? "");
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const made = await drafts.create({ kind: "entity", app, name });
      void navigate(`/design/entities/${made.id}`, { replace: true });
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  return (
    <form className={`${style.panel} ${style.begin}`} onSubmit={(event) => void make(event)}>
      <p>{t("newEntity.what")}</p>
      <TextField
        label={t("designing:properties.name")}
        required
        maxLength={200}
        value={name}
        onChange={setName}
      />
      <SelectField
        label={t("newEntity.app")}
        options={apps.map((one) => ({ id: one.id, label: one.name }))}
        value={app}
        onChange={setChosen}
      />
      <Button type="submit" look="primary" busy={busy} disabled={name.trim() === "" || app === ""}>
        {t("newEntity.make")}
      </Button>
      {problem ? <ProblemNotice problem={problem} /> : null}
    </form>
  );
}
