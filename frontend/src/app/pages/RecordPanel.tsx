import { useQueryClient } from "@tanstack/react-query";
import { EllipsisVertical, Link2, PencilLine, Trash2 } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { EntityDocument } from "@/api/documents";
import { useLayout } from "@/features/forms/useLayout";
import { KeyFacts } from "@/features/records/components/KeyFacts";
import { RecordBlocks } from "@/features/records/components/RecordBlocks";
import { RecordFacts } from "@/features/records/components/RecordFacts";
import { titleOfRecord } from "@/features/records/model/fields";
import { factsOf, formOf, pageOf } from "@/features/records/model/page";
import { useRecord } from "@/features/records/useRecord";
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
import { usePrinting } from "./usePrinting";

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

/** One record as its page is laid out: what it holds in the middle, what happened to it beside. */
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
  const printing = usePrinting(entity, id);
  const page = pageOf(entity);
  const layout = useLayout(entity, formOf(entity, wanted));
  const { data, error, refetch } = useRecord(entity, id);
  const known = data ? titleOfRecord(entity, data) : "";
  useEffect(() => onTitle?.(known), [onTitle, known]);
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
      <KeyFacts fields={factsOf(entity, page)} record={data} words={words} />
      <div className={style.recordBody}>
        <div className={style.recordMain}>
          {editing === null ? (
            <RecordBlocks
              label={t("record.main")}
              blocks={page.main}
              entity={entity}
              record={data}
              words={words}
              wide
              details={
                <RecordFacts
                  entity={entity}
                  form={layout}
                  record={data}
                  words={words}
                  onEdit={may("update") ? edit : undefined}
                />
              }
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
        {page.side.length > 0 ? (
          <aside className={style.recordSide} aria-label={t("record.tabs")}>
            <RecordBlocks
              label={t("record.tabs")}
              blocks={page.side}
              entity={entity}
              record={data}
              words={words}
              wide={false}
              details={null}
            />
          </aside>
        ) : null}
      </div>
      {menu ? (
        <Menu
          label={t("record.more")}
          anchor={menu}
          onClose={() => setMenu(undefined)}
          items={[
            { key: "link", label: t("record.copyLink"), icon: <Link2 />, onSelect: () => void copy() },
            ...printing.items,
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
      {printing.dialog}
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
