import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Paged } from "@/ui/page/Paged";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { type NotificationRow, notificationListQuery, readAll, readOne } from "../api";
import { destination } from "../model/destination";
import style from "./NotificationList.module.css";

export function NotificationList({ unread }: { readonly unread: boolean }) {
  const { t } = useTranslation("notices");
  const client = useQueryClient();
  const list = useInfiniteQuery(notificationListQuery(unread));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const again = () => client.invalidateQueries({ queryKey: ["notifications"] });
  const newest = rows[0];
  const waiting = list.data?.pages[0]?.unread ?? 0;
  return (
    <Paged
      query={list}
      count={rows.length}
      empty={<EmptyState icon={<BellRing />} title={t(unread ? "allRead" : "none")} hint={t("noneHint")} />}
    >
      {newest && waiting > 0 ? (
        <div className={style.bar}>
          <span>{t("unread", { count: waiting })}</span>
          <Button size="small" onClick={() => void readAll(newest.id).then(again)}>
            {t("readAll")}
          </Button>
        </div>
      ) : null}
      <ul className={style.list}>
        {rows.map((row) => (
          <Row key={row.id} row={row} onRead={() => void readOne(row.id).then(again)} />
        ))}
      </ul>
    </Paged>
  );
}

function Row({ row, onRead }: { readonly row: NotificationRow; readonly onRead: () => void }) {
  const { t } = useTranslation("notices");
  const to = destination(row.link);
  const open = row.read_at === null;
  return (
    <li className={style.row} data-unread={open || undefined}>
      <span className={style.dot} aria-hidden="true" />
      <div>
        <p className={style.title}>
          {open ? <span className="visually-hidden">{t("new")} </span> : null}
          {to ? (
            <Link to={to} onClick={open ? onRead : undefined}>
              {row.title}
            </Link>
          ) : (
            row.title
          )}
        </p>
        {row.body ? <p className={style.body}>{row.body}</p> : null}
        <p className={style.meta}>
          {t(`kind.${row.kind}`, { defaultValue: row.kind })} · <RelativeTime moment={row.at} />
        </p>
      </div>
      {open ? (
        <Button size="small" look="quiet" onClick={onRead}>
          {t("read")}
        </Button>
      ) : null}
    </li>
  );
}
