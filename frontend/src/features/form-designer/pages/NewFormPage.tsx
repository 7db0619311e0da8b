import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { entityToBuildQuery } from "@/api/design";
import type { EntityDocument } from "@/api/documents";
import { drafts } from "@/designing/api";
import { newItemId } from "@/designing/ids";
import { systemKeys } from "@/lib/systemKeys";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { TextField } from "@/ui/shared/TextField";
import style from "../components/Properties.module.css";
import { usualWidth } from "../model/places";

/** A further form of an entity: begins with all of its fields, which are quicker to take off than to put on. */
export function NewFormPage() {
  const [search] = useSearchParams();
  const key = search.get("entity") ?? "";
  const { data: entity, error } = useQuery(entityToBuildQuery(key));
  if (error) return <ProblemNotice problem={error} />;
  return entity ? <NewForm entity={entity} /> : <Skeleton lines={4} />;
}

function NewForm({ entity }: { readonly entity: EntityDocument }) {
  const { t } = useTranslation("designing");
  const navigate = useNavigate();
  const [name, setName] = useState(entity.name);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const fields = entity.fields
      .filter((field) => !systemKeys.has(field.key))
      .map((field) => ({ field: field.id, width: usualWidth(field.type) }));
    const sections = [{ id: newItemId("s"), name: entity.name, fields }];
    try {
      const made = await drafts.create({ kind: "form", app: entity.app, name, entity: entity.id, sections });
      void navigate(`/design/forms/${made.id}`, { replace: true });
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  return (
    <form className={`${style.panel} ${style.tried}`} onSubmit={(event) => void make(event)}>
      <p>{t("newForm.what", { name: entity.name })}</p>
      <TextField label={t("properties.name")} required maxLength={200} value={name} onChange={setName} />
      <Button type="submit" look="primary" busy={busy} disabled={name.trim() === ""}>
        {t("newForm.make")}
      </Button>
      {problem ? <ProblemNotice problem={problem} /> : null}
    </form>
  );
}
