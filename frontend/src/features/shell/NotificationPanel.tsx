import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { call } from "@/api/call";
import type { Json } from "@/lib/json";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { Skeleton } from "@/ui/shared/Skeleton";
import style from "./panels.module.css";
import { targetOf } from "./targetOf";

type Notification = {
  readonly id: string;
  readonly at: string;
  readonly title: string;
  readonly body: string;
  readonly link: Json;
  readonly read_at: string | null;
};

type Answer = { readonly items: readonly Notification[]; readonly unread: number };

export function NotificationPanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("shell");
  const client = useQueryClient();
  const { data, error, isPending } = useQuery({
    queryKey: ["notifications", "latest"],
    queryFn: ({ signal }) => call<Answer>("GET", "/notifications", { query: { limit: 15 }, signal }),
  });
  const settle = (answer: { readonly unread: number }) => {
    client.setQueryData(["unread"], answer.unread);
    void client.invalidateQueries({ queryKey: ["notifications"] });
  };
  const readAll = useMutation({
    mutationFn: (upTo: string) =>
      call<{ unread: number }>("POST", "/notifications/read-all", { body: { up_to: upTo } }),
    onSuccess: settle,
  });
  const read = useMutation({
    mutationFn: (id: string) => call<{ unread: number }>("POST", `/notifications/${id}/read`, { body: {} }),
    onSuccess: settle,
  });
  const newest = data?.items[0]?.id;
  return (
    <div className={style.panel}>
      <header>
        <h2>{t("notifications")}</h2>
        {newest && (data?.unread ?? 0) > 0 ? (
          <Button size="small" look="quiet" busy={readAll.isPending} onClick={() => readAll.mutate(newest)}>
            {t("notification.readAll")}
          </Button>
        ) : null}
      </header>
      {error ? <ProblemNotice problem={error} /> : null}
      {isPending ? <Skeleton lines={4} /> : null}
      {data?.items.length === 0 ? (
        <EmptyState compact icon={<BellOff />} title={t("notification.none")} hint={t("notification.hint")} />
      ) : null}
      <ul>
        {data?.items.map((one) => {
          const target = targetOf(one.link);
          const inside = (
            <>
              <span className={style.notice}>{one.title}</span>
              {one.body ? <small>{one.body}</small> : null}
              <RelativeTime moment={one.at} />
            </>
          );
          const seen = () => {
            if (one.read_at === null) read.mutate(one.id);
          };
          return (
            <li key={one.id} data-unread={one.read_at === null || undefined}>
              {target ? (
                <Link
                  to={target}
                  onClick={() => {
                    seen();
                    onClose();
                  }}
                >
                  {inside}
                </Link>
              ) : (
                <button type="button" onClick={seen}>
                  {inside}
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
