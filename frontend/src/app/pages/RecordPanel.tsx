import { useQuery, useQueryClient } from "@tanstack/react-query";
import { EllipsisVertical, Link2, PencilLine, Trash2 } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { formQuery } from "@/api/design";
import type { EntityDocument } from "@/api/documents";
import { records } from "@/api/records";
import { formOfEntity } from "@/features/forms/model/start";
import { RecordFacts } from "@/features/records/components/RecordFacts";
import { RecordTabs } from "@/features/records/components/RecordTabs";
import { expandable, titleOfRecord } from "@/features/records/model/fields";
import { useCellWords } from "@/field-cells/useCellWords";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { Menu } from "@/ui/shared/Menu";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { useToast } from "@/ui-phone/toastContext";
import { PageWaiting } from "../PageWaiting";
import { DeleteDialog } from "./DeleteDialog";
import style from "./pages.module.css";
import { RecordEditor } from "./RecordEditor";

export type RecordPanelProps = {
  readonly entity: EntityDocument;
  readonly record: string;
  readonly form: string | undefined;
  readonly tools?: ReactNode;
  /** Told the record's title once it is known. */
  readonly onTitle?: (title: string) => void;
  readonly onWritten: () => void;
  readonly onGone: () => void;
};

/** One record: what it holds at the left, what happened to it at the right. */
export function RecordPanel({
  entity,
  record: id,
  form: wanted,
  tools,
  onTitle,
  onWritten,
  onGone,
}: RecordPanelProps) {
  const { t } = useTranslation("records");
  const toast = useToast();
  const client = useQueryClient();
  const words = useCellWords();
  const [search, setSearch] = useSearchParams();
  const editing = search.get("edit");
  const [menu, setMenu] = useState<HTMLElement>();
  const [deleting, setDeleting] = useState(false);
  const formId = wanted ?? entity.forms[0]?.id;
  const form = useQuery({ ...formQuery(formId ?? ""), enabled: formId !== undefined });
  const expand = expandable(entity.fields.map((field) => ({ field, key: field.key, linked: false })));
  const { data, error, refetch } = useQuery({
    queryKey: ["records", entity.key, "one", id],
    queryFn: ({ signal }) => records.one(entity.key, id, expand, signal),
  });
  const known = data ? titleOfRecord(entity, data) : "";
  useEffect(() => onTitle?.(known), [onTitle, known]);
  const layout =
    form.data ??
    (formId === undefined || form.error ? formOfEntity(entity.id, entity.name, entity.fields) : undefined);
  const edit = (field: string | undefined) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (field === undefined) next.delete("edit");
        else next.set("edit", field);
        return next;
      },
      { replace: true },
    );
  if (error) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  if (!data || !layout) return <PageWaiting />;
  const title = known || t("untitled");
  const may = (action: "update" | "delete") => entity.actions.includes(action);
  const saved = async () => {
    edit(undefined);
    onWritten();
    await client.invalidateQueries({ queryKey: ["records", entity.key] });
  };
  const copy = async () => {
    await navigator.clipboard?.writeText(`${location.origin}/r/${entity.key}/${id}`);
    toast.show({ text: t("record.copied") });
  };
  return (
    <div className={style.record}>
      <header className={style.recordHead}>
        <h2>{title}</h2>
        {may("update") && editing === null ? (
          <Button size="small" icon={<PencilLine size={14} />} onClick={() => edit("")}>
            {t("record.edit")}
          </Button>
        ) : null}
        <IconButton
          label={t("record.more")}
          aria-haspopup="menu"
          icon={<EllipsisVertical />}
          onClick={(event) => setMenu(event.currentTarget)}
        />
        {tools}
      </header>
      <div className={style.recordBody}>
        <div className={editing === null ? style.recordFacts : `${style.recordFacts} ${style.editing}`}>
          {editing === null ? (
            <RecordFacts
              entity={entity}
              form={layout}
              record={data}
              words={words}
              onEdit={may("update") ? edit : undefined}
            />
          ) : (
            <RecordEditor
              entity={entity}
              form={layout}
              record={data}
              words={words}
              field={editing}
              onSaved={() => void saved()}
              onCancel={() => edit(undefined)}
              onReload={() => void refetch()}
            />
          )}
        </div>
        <aside className={style.recordSide} aria-label={t("record.tabs")}>
          <RecordTabs entity={entity} record={data} words={words} />
        </aside>
      </div>
      {menu ? (
        <Menu
          label={t("record.more")}
          anchor={menu}
          onClose={() => setMenu(undefined)}
          items={[
            { key: "link", label: t("record.copyLink"), icon: <Link2 />, onSelect: () => void copy() },
            ...(may("delete")
              ? [
                  {
                    key: "delete",
                    label: t("record.delete"),
                    icon: <Trash2 />,
                    danger: true,
                    onSelect: () => setDeleting(true),
                  },
                ]
              : []),
          ]}
        />
      ) : null}
      {deleting ? (
        <DeleteDialog
          entity={entity}
          record={id}
          title={title}
          onClose={() => setDeleting(false)}
          onDeleted={() => {
            onWritten();
            onGone();
          }}
        />
      ) : null}
    </div>
  );
}
