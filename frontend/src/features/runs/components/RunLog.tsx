import { useTranslation } from "react-i18next";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import type { LogEntry } from "../api";
import style from "./runs.module.css";

/** Who decided what, in words; entries that no longer count stay and are struck through. */
export function RunLog({ entries }: { readonly entries: readonly LogEntry[] }) {
  const { t } = useTranslation("runs");
  return (
    <ol className={style.log}>
      {entries.map((entry) => (
        <li key={entry.number} data-void={entry.void || undefined}>
          <p>
            <strong>{entry.by?.name ?? t("flow")}</strong>{" "}
            {entry.behalf ? t("behalf", { name: entry.behalf.name }) : ""}{" "}
            {t(`act.${entry.act}`, { defaultValue: entry.act })}{" "}
            {(entry.people ?? []).map((person) => person.name).join(" · ")}
          </p>
          {entry.comment ? <blockquote className={style.comment}>{entry.comment}</blockquote> : null}
          <p className={style.meta}>
            {entry.node?.name} <RelativeTime moment={entry.at} />
          </p>
        </li>
      ))}
    </ol>
  );
}
