import { useTranslation } from "react-i18next";
import { StatusTag } from "@/ui/shared/StatusTag";
import type { RunRow } from "../api";
import { toneOf } from "../model/path";

export function RunState({ run }: { readonly run: Pick<RunRow, "status" | "outcome"> }) {
  const { t } = useTranslation("runs");
  const word =
    run.status === "finished" && run.outcome
      ? t(`outcome.${run.outcome}`, { defaultValue: run.outcome })
      : t(`status.${run.status}`);
  return <StatusTag tone={toneOf(run)}>{word}</StatusTag>;
}
