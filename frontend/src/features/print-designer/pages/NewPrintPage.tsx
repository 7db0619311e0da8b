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
import style from "../components/PrintDesigner.module.css";

/** A template begins with the title and the fields of the record, which are quicker to take off than to put on. */
export function NewPrintPage() {
  const [search] = useSearchParams();
  const { data: entity, error } = useQuery(entityToBuildQuery(search.get("entity") ?? ""));
  if (error) return <ProblemNotice problem={error} />;
  return entity ? <NewPrint entity={entity} /> : <Skeleton lines={4} />;
}

const mostFields = 40;

function firstBlocks(entity: EntityDocument) {
  const own = entity.fields.filter((field) => !systemKeys.has(field.key));
  const title = entity.fields.find((field) => field.key === entity.title);
  const fields = own.filter((field) => !["sub_table", "file", "photo"].includes(field.type));
  const text = title ? `${entity.name} {{ ${title.id} }}` : entity.name;
  return [
    { id: newItemId("b"), type: "heading", text, align: "center" },
    { id: newItemId("b"), type: "fields", fields: fields.slice(0, mostFields).map((field) => field.id) },
    ...own
      .filter((field) => field.type === "sub_table")
      .map((field) => ({
        id: newItemId("b"),
        type: "rows",
        title: field.name,
        rows: field.id,
        fields: (field.fields ?? []).slice(0, 8).map((column) => column.id),
      })),
  ];
}

function NewPrint({ entity }: { readonly entity: EntityDocument }) {
  const { t } = useTranslation("printDesigner");
  const navigate = useNavigate();
  const [name, setName] = useState(entity.name);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const blocks = firstBlocks(entity);
      const made = await drafts.create({ kind: "print", app: entity.app, name, entity: entity.id, blocks });
      void navigate(`/design/prints/${made.id}`, { replace: true });
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  return (
    <form className={style.new} onSubmit={(event) => void make(event)}>
      <p>{t("new.what", { name: entity.name })}</p>
      <TextField label={t("template.name")} required maxLength={200} value={name} onChange={setName} />
      <p>
        <Button type="submit" look="primary" busy={busy} disabled={name.trim() === ""}>
          {t("new.make")}
        </Button>
      </p>
      {problem ? <ProblemNotice problem={problem} /> : null}
    </form>
  );
}
