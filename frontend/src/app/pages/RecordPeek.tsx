import { Maximize2, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { EntityDocument } from "@/api/documents";
import { IconButton } from "@/ui/shared/IconButton";
import style from "./pages.module.css";
import { RecordPanel } from "./RecordPanel";

export type RecordPeekProps = {
  readonly entity: EntityDocument;
  readonly record: string;
  readonly form: string | undefined;
  readonly onClose: () => void;
  readonly onWritten: () => void;
};

/** A record beside the list it came from: Escape closes it, Ctrl+Enter opens it as a whole page. */
export function RecordPeek({ entity, record, form, onClose, onWritten }: RecordPeekProps) {
  const { t } = useTranslation("records");
  const navigate = useNavigate();
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  const full = () => void navigate(`/r/${entity.key}/${record}`);
  return (
    <aside
      ref={place}
      className={style.peek}
      aria-label={t("record.panel")}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.defaultPrevented) return;
        if (event.key === "Escape") onClose();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) full();
      }}
    >
      <RecordPanel
        entity={entity}
        record={record}
        form={form}
        onWritten={onWritten}
        onGone={onClose}
        tools={
          <>
            <IconButton label={t("record.full")} shortcut="Ctrl ↵" icon={<Maximize2 />} onClick={full} />
            <IconButton label={t("record.close")} shortcut="Esc" icon={<X />} onClick={onClose} />
          </>
        }
      />
    </aside>
  );
}
