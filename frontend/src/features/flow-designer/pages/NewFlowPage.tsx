import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { entitiesQuery } from "@/api/design";
import { drafts } from "@/designing/api";
import { newItemId } from "@/designing/ids";
import { SelectField } from "@/ui/page/SelectField";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { TextField } from "@/ui/shared/TextField";
import style from "../components/Presets.module.css";

const starts = ["created", "updated", "button"] as const;

/** A flow begins as a bare end; the designer then offers whole ones, and a plus. */
export function NewFlowPage() {
  const { t } = useTranslation(["flowDesigner", "flowCanvas"]);
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { data: entities = [], error } = useQuery(entitiesQuery);
  const [chosen, setChosen] = useState<string>();
  const [name, setName] = useState("");
  const [on, setOn] = useState<string>("created");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const entity =
    entities.find((one) => one.id === chosen) ??
    entities.find((one) => one.key === search.get("entity")) ??
    entities[0];
  if (error) return <ProblemNotice problem={error} />;
  const make = async (event: FormEvent) => {
    event.preventDefault();
    if (!entity) return;
    setBusy(true);
    const end = { id: newItemId("n"), name: t("flowCanvas:type.stop"), type: "stop" };
    const label = name.trim().slice(0, 60);
    const trigger = on === "button" ? { on, label } : { on };
    const document = {
      kind: "flow",
      app: entity.app,
      entity: entity.id,
      name: name.trim(),
      trigger,
      start: end.id,
      nodes: [end],
    };
    try {
      const made = await drafts.create(document);
      void navigate(`/design/flows/${made.id}`, { replace: true });
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  return (
    <form className={style.presets} onSubmit={(event) => void make(event)}>
      <p>{t("flowDesigner:newFlow.what")}</p>
      <SelectField
        label={t("flowDesigner:newFlow.entity")}
        value={entity?.id ?? ""}
        options={entities.map((one) => ({ id: one.id, label: one.name }))}
        onChange={setChosen}
      />
      <TextField
        label={t("flowDesigner:flow.name")}
        required
        maxLength={200}
        value={name}
        onChange={setName}
      />
      <SelectField
        label={t("flowDesigner:trigger.on")}
        value={on}
        options={starts.map((id) => ({ id, label: t(`flowDesigner:trigger.cause.${id}`) }))}
        onChange={setOn}
      />
      <Button type="submit" look="primary" busy={busy} disabled={name.trim() === "" || !entity}>
        {t("flowDesigner:newFlow.make")}
      </Button>
      {problem ? <ProblemNotice problem={problem} /> : null}
    </form>
  );
}
