import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { entitiesQuery } from "@/api/design";
import { directoryQuery } from "@/api/people";
import type { Webhook } from "../api";
import type { FilterParts } from "../filterParts";
import style from "./webhooks.module.css";

/** What a webhook tells whom, and with whose eyes. */
export function WebhookFacts({ webhook, Words }: Pick<FilterParts, "Words"> & { readonly webhook: Webhook }) {
  const { t } = useTranslation("webhooks");
  const { data: entities } = useQuery(entitiesQuery);
  const { data: people } = useQuery(directoryQuery);
  const entity = entities?.find((one) => one.id === webhook.entity);
  return (
    <section className={style.panel} aria-label={t("what")}>
      <dl className={style.facts}>
        <div>
          <dt>{t("url")}</dt>
          <dd>
            <code>{webhook.url}</code>
          </dd>
        </div>
        <div>
          <dt>{t("events")}</dt>
          <dd>{webhook.events.map((event) => t(`event.${event}`)).join(" · ")}</dd>
        </div>
        <div>
          <dt>{t("entity")}</dt>
          <dd>{webhook.entity ? (entity?.name ?? webhook.entity) : t("everyEntity")}</dd>
        </div>
        {entity && webhook.filter ? (
          <div>
            <dt>{t("filter")}</dt>
            <dd>
              <Words entity={entity.key} filter={webhook.filter} />
            </dd>
          </div>
        ) : null}
        <div>
          <dt>{t("owner")}</dt>
          <dd>{people?.find((one) => one.id === webhook.owner)?.name ?? "–"}</dd>
        </div>
      </dl>
      <p className={style.meta}>{t("ownerHint")}</p>
    </section>
  );
}
