import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { entitiesQuery, entityToBuildQuery } from "@/api/design";
import type { EntityDocument } from "@/api/documents";
import { drafts } from "@/designing/api";
import { SelectField } from "@/ui/page/SelectField";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { TextField } from "@/ui/shared/TextField";
import style from "../components/Designer.module.css";
import { TypeButtons, useLackWords } from "../components/TypeChoice";
import { showable } from "../model/candidates";
import { type LayoutType, layoutTypes } from "../model/documents";
import { firstLayout, lacking } from "../model/switching";

/** A further view of an entity, for everybody who may see its records. */
export function NewViewPage() {
  const [search] = useSearchParams();
  const key = search.get("entity") ?? "";
  const { data: entity, error } = useQuery({ ...entityToBuildQuery(key), enabled: key !== "" });
  const asked = layoutTypes.find((type) => type === search.get("type")) ?? "grid";
  if (error) return <ProblemNotice problem={error} />;
  if (key === "") return <EntityChoice app={search.get("app") ?? ""} />;
  return entity ? <NewView entity={entity} asked={asked} /> : <Skeleton lines={4} />;
}

/** Of which records, where the address does not say. */
function EntityChoice({ app }: { readonly app: string }) {
  const { t } = useTranslation("viewDesigner");
  const [, setSearch] = useSearchParams();
  const { data: entities = [] } = useQuery(entitiesQuery);
  const own = entities.filter((one) => one.app === app);
  return (
    <div className={style.new}>
      <SelectField
        label={t("new.entity")}
        value=""
        none={t("new.choose")}
        options={(own.length > 0 ? own : entities).map(({ key, name }) => ({ id: key, label: name }))}
        onChange={(entity) => setSearch({ entity }, { replace: true })}
      />
    </div>
  );
}

/** Columns that a new list begins with. */
const firstColumns = 6;

type NewViewProps = { readonly entity: EntityDocument; readonly asked: LayoutType };

function NewView({ entity, asked }: NewViewProps) {
  const { t } = useTranslation("viewDesigner");
  const navigate = useNavigate();
  const lackOf = useLackWords();
  const [name, setName] = useState("");
  const [type, setType] = useState(lacking(asked, entity) ? "grid" : asked);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const usual = t("new.name", { entity: entity.name, type: t(`type.${type}`) });
  const make = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const title = entity.fields.find((field) => field.key === entity.title)?.id;
    const others = showable(entity).map((field) => field.id);
    const fields = [...new Set([...(title ? [title] : []), ...others])].slice(0, firstColumns);
    const layout = firstLayout(type, entity, fields);
    const document = { kind: "view", app: entity.app, entity: entity.id, name: name.trim() || usual, layout };
    try {
      const made = await drafts.create(document);
      void navigate(`/design/views/${made.id}`, { replace: true });
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  return (
    <form className={style.new} onSubmit={(event) => void make(event)}>
      <p>{t("new.what", { name: entity.name })}</p>
      <TypeButtons chosen={type} lackOf={(one) => lackOf(lacking(one, entity))} onChoose={setType} />
      <TextField
        label={t("settings.name")}
        maxLength={200}
        placeholder={usual}
        value={name}
        onChange={setName}
      />
      <p>
        <Button type="submit" look="primary" busy={busy}>
          {t("new.make")}
        </Button>
      </p>
      {problem ? <ProblemNotice problem={problem} /> : null}
    </form>
  );
}
