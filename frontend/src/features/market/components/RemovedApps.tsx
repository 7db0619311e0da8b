import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { removedQuery, restore } from "../api";
import style from "./market.module.css";

/** Apps that were uninstalled and can still come back. */
export function RemovedApps() {
  const { t } = useTranslation("market");
  const client = useQueryClient();
  const { data = [] } = useQuery(removedQuery);
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  if (data.length === 0) return null;
  const back = async (app: string) => {
    setBusy(app);
    setProblem(undefined);
    try {
      await restore(app);
      await Promise.all(
        ["packages", "design", "records", "roles"].map((key) =>
          client.invalidateQueries({ queryKey: [key] }),
        ),
      );
    } catch (refusal) {
      setProblem(refusal);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <section className={style.panel} aria-label={t("removedApps")}>
      <h2>{t("removedApps")}</h2>
      <ul className={style.stack}>
        {data.map((one) => (
          <li key={one.app} className={style.actions}>
            <strong>{one.name}</strong>
            <span className={style.meta}>
              <RelativeTime moment={one.removed_at} /> · {t("keptUntil", { day: one.until.slice(0, 10) })}
            </span>
            <Button size="small" busy={busy === one.app} onClick={() => void back(one.app)}>
              {t("restore")}
            </Button>
          </li>
        ))}
      </ul>
      {problem ? <ProblemNotice problem={problem} /> : null}
    </section>
  );
}
