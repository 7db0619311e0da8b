import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PlainTable } from "@/ui/page/PlainTable";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { Skeleton } from "@/ui/shared/Skeleton";
import { deliveriesQuery, sendAgain, type Webhook } from "../api";
import { DeliveryPanel, RecordLink } from "./DeliveryPanel";
import { DeliveryState } from "./DeliveryState";
import style from "./webhooks.module.css";

/** What was sent and is to be sent, latest first. */
export function DeliveryLog({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation(["webhooks", "page"]);
  const client = useQueryClient();
  const log = useInfiniteQuery(deliveriesQuery(webhook.id));
  const [opened, setOpened] = useState<string>();
  const [sending, setSending] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const lines = log.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = lines.find((line) => line.id === opened);
  const again = async (id: string) => {
    setSending(id);
    setProblem(undefined);
    try {
      await sendAgain(webhook.id, id);
    } catch (refusal) {
      setProblem(refusal);
    } finally {
      setSending(undefined);
      await client.invalidateQueries({ queryKey: deliveriesQuery(webhook.id).queryKey });
    }
  };
  return (
    <section className={style.stack} aria-label={t("log")}>
      <h2>{t("log")}</h2>
      {problem ? <ProblemNotice problem={problem} /> : null}
      {log.isPending ? <Skeleton lines={4} /> : null}
      {log.isError && lines.length === 0 ? (
        <ProblemNotice problem={log.error} onRetry={() => void log.refetch()} />
      ) : null}
      {log.isSuccess && lines.length === 0 ? (
        <EmptyState compact icon={<Send />} title={t("noLog")} hint={t("noLogHint")} />
      ) : null}
      {lines.length > 0 ? (
        <PlainTable
          label={t("log")}
          rows={lines}
          rowKey={(line) => line.id}
          rowCurrent={(line) => line.id === opened}
          columns={[
            {
              key: "event",
              title: t("what"),
              show: (line) => (
                <button type="button" className={style.opener} onClick={() => setOpened(line.id)}>
                  {t(`event.${line.type}`)}
                </button>
              ),
            },
            { key: "record", title: t("record"), show: (line) => <RecordLink delivery={line} /> },
            { key: "state", title: t("stateTitle"), show: (line) => <DeliveryState delivery={line} /> },
            { key: "status", title: t("status"), end: true, show: (line) => line.status ?? "–" },
            { key: "attempt", title: t("attempts"), end: true, show: (line) => line.attempt },
            { key: "at", title: t("happened"), show: (line) => <RelativeTime moment={line.at} /> },
            {
              key: "again",
              title: <span className="visually-hidden">{t("again")}</span>,
              end: true,
              show: (line) =>
                line.state === "pending" ? null : (
                  <Button size="small" busy={sending === line.id} onClick={() => void again(line.id)}>
                    {t("again")}
                  </Button>
                ),
            },
          ]}
        />
      ) : null}
      {log.hasNextPage ? (
        <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t("page:more")}
        </Button>
      ) : null}
      {shown ? (
        <DeliveryPanel
          webhook={webhook}
          delivery={shown}
          busy={sending === shown.id}
          onAgain={() => void again(shown.id)}
          onClose={() => setOpened(undefined)}
        />
      ) : null}
    </section>
  );
}
