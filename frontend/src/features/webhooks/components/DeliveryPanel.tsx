import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { entitiesQuery } from "@/api/design";
import { meQuery } from "@/api/people";
import { formatMoment } from "@/lib/moments";
import { Dialog } from "@/ui/page/Dialog";
import { Notice } from "@/ui/page/Notice";
import { Button } from "@/ui/shared/Button";
import type { Delivery, Webhook } from "../api";
import { DeliveryState } from "./DeliveryState";
import style from "./webhooks.module.css";

export type DeliveryPanelProps = {
  readonly webhook: Webhook;
  readonly delivery: Delivery;
  readonly busy: boolean;
  readonly onAgain: () => void;
  readonly onClose: () => void;
};

/** One event on its way: what was asked of the other side, what it answered, how often it was tried. */
export function DeliveryPanel({ webhook, delivery, busy, onAgain, onClose }: DeliveryPanelProps) {
  const { t } = useTranslation("webhooks");
  return (
    <Dialog
      shape="side"
      title={t(`event.${delivery.type}`)}
      onClose={onClose}
      footer={
        delivery.state === "pending" ? null : (
          <Button look="primary" busy={busy} onClick={onAgain}>
            {t("again")}
          </Button>
        )
      }
    >
      <DeliveryStory webhook={webhook} delivery={delivery} />
    </Dialog>
  );
}

export function DeliveryStory({ webhook, delivery }: Pick<DeliveryPanelProps, "webhook" | "delivery">) {
  const { t } = useTranslation("webhooks");
  const { data: me } = useQuery(meQuery);
  const at = (moment: string | null) => (moment ? formatMoment(moment, me?.timezone) : "–");
  return (
    <div className={style.stack}>
      <p>
        <DeliveryState delivery={delivery} />
      </p>
      {delivery.reason ? (
        <Notice tone={delivery.state === "failed" ? "danger" : "warning"}>{delivery.reason}</Notice>
      ) : null}
      <Facts
        title={t("request")}
        facts={[
          [t("url"), <code key="url">POST {webhook.url}</code>],
          ["webhook-id", <code key="id">{delivery.id}</code>],
          [t("happened"), at(delivery.at)],
          [t("record"), <RecordLink key="record" delivery={delivery} />],
        ]}
      />
      <p className={style.meta}>{t("bodyHint")}</p>
      <Facts
        title={t("answer")}
        facts={[
          [t("status"), delivery.status ?? t("noAnswer")],
          [t("took"), delivery.ms === null ? "–" : t("milliseconds", { count: delivery.ms })],
          [t("tried"), at(delivery.tried_at)],
          [t("attempts"), t("attemptOf", { attempt: delivery.attempt })],
          [t("next"), at(delivery.next_try_at)],
        ]}
      />
      {delivery.response_head ? <pre className={style.answer}>{delivery.response_head}</pre> : null}
    </div>
  );
}

type FactsProps = { readonly title: string; readonly facts: readonly (readonly [string, ReactNode])[] };

function Facts({ title, facts }: FactsProps) {
  return (
    <section aria-label={title} className={style.stack}>
      <h3>{title}</h3>
      <dl className={style.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function RecordLink({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useTranslation("webhooks");
  const { data: entities } = useQuery(entitiesQuery);
  if (!delivery.record) return t("noRecord");
  const entity = entities?.find((one) => one.id === delivery.entity);
  const words = t("recordVersion", { entity: entity?.name ?? delivery.entity, version: delivery.version });
  return entity ? <Link to={`/r/${entity.key}/${delivery.record}`}>{words}</Link> : words;
}
