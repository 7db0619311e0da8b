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
import style from "../components/Panel.module.css";

/** A new board, empty: the first card is three clicks away. */
export function NewDashboardPage() {
  const { t } = useTranslation("dashboardDesigner");
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const apps = useQuery(appsQuery);
  const [chosen, setChosen] = useState(search.get("app") ?? "");
  const [name, setName] = useState(t("new.name"));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const app = apps.data?.find((one) => one.id === chosen || one.key === chosen) ?? apps.data?.[0];
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const made = await drafts.create({ kind: "dashboard", app: app?.id ?? "", name, widgets: [] });
      void navigate(`/design/dashboards/${made.id}`, { replace: true });
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  if (apps.error) return <ProblemNotice problem={apps.error} />;
  if (!apps.data) return <Skeleton lines={4} />;
  return (
    <form className={style.start} onSubmit={(event) => void make(event)}>
      <p>{t("new.what")}</p>
      <SelectField
        label={t("new.app")}
        value={app?.id ?? ""}
        options={apps.data.map((one) => ({ id: one.id, label: one.name }))}
        onChange={setChosen}
      />
      <TextField label={t("properties.name")} required maxLength={200} value={name} onChange={setName} />
      <Button type="submit" look="primary" busy={busy} disabled={name.trim() === "" || !app}>
        {t("new.make")}
      </Button>
      {problem ? <ProblemNotice problem={problem} /> : null}
    </form>
  );
}
