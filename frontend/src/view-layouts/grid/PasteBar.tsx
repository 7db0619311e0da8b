import { ClipboardPaste } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PasteSummary } from "@/ui/grid/gridProps";
import { Button } from "@/ui/shared/Button";
import style from "./GridLayout.module.css";

export type PasteBarProps = {
  readonly summary: PasteSummary;
  readonly onAnswer: (apply: boolean) => void;
};

const parts = ["cells", "added", "unreadable", "skipped"] as const;

/** What a paste is about to do, before it does it. */
export function PasteBar({ summary, onAnswer }: PasteBarProps) {
  const { t } = useTranslation(["records", "common"]);
  return (
    <div
      role="alertdialog"
      aria-label={t("paste.title")}
      className={style.paste}
      onKeyDown={(event) => {
        if (event.key === "Escape") onAnswer(false);
      }}
    >
      <ClipboardPaste size={16} aria-hidden="true" />
      <ul>
        {parts
          .filter((part) => summary[part] > 0)
          .map((part) => (
            <li key={part} data-problem={part === "unreadable" || part === "skipped" || undefined}>
              {t(`paste.${part}`, { count: summary[part] })}
            </li>
          ))}
      </ul>
      <Button size="small" look="primary" autoFocus onClick={() => onAnswer(true)}>
        {t("paste.apply")}
      </Button>
      <Button size="small" look="quiet" onClick={() => onAnswer(false)}>
        {t("common:cancel")}
      </Button>
    </div>
  );
}
