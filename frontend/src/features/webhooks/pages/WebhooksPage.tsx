import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Webhook as WebhookIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { entitiesQuery } from "@/api/design";
import { Answered } from "@/ui/page/Answered";
import { LinkTabs } from "@/ui/page/LinkTabs";
import { OneTimeDialog } from "@/ui/page/OneTimeDialog";
import { PageFrame } from "@/ui/page/PageFrame";
import { PlainTable } from "@/ui/page/PlainTable";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { StatusTag } from "@/ui/shared/StatusTag";
import { webhooksQuery } from "../api";
import { WebhookForm } from "../components/WebhookForm";
import type { FilterParts } from "../filterParts";

/** The webhooks of the workspace. */
export function WebhooksPage({ Editor }: Pick<FilterParts, "Editor">) {
  const { t } = useTranslation("webhooks");
  const client = useQueryClient();
  const navigate = useNavigate();
  const webhooks = useQuery(webhooksQuery);
  const { data: entities = [] } = useQuery(entitiesQuery);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<{ readonly id: string; readonly secret: string }>();
  const make = (
    <Button look="primary" icon={<Plus />} onClick={() => setMaking(true)}>
      {t("new")}
    </Button>
  );
  return (
    <PageFrame
      narrow
      title={t("title")}
      hint={t("hint")}
      actions={webhooks.data?.length ? make : null}
      below={
        <LinkTabs
          label={t("title")}
          current="webhooks"
          tabs={[
            { key: "webhooks", label: t("tab.webhooks"), to: "/settings/webhooks" },
            { key: "tokens", label: t("tab.tokens"), to: "/me/access" },
          ]}
        />
      }
    >
      <Answered query={webhooks}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState icon={<WebhookIcon />} title={t("none")} hint={t("noneHint")} action={make} />
          ) : (
            <PlainTable
              label={t("tab.webhooks")}
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                {
                  key: "name",
                  title: t("name"),
                  show: (row) => <Link to={`/settings/webhooks/${row.id}`}>{row.name}</Link>,
                },
                { key: "url", title: t("url"), show: (row) => new URL(row.url).host },
                {
                  key: "entity",
                  title: t("entity"),
                  show: (row) =>
                    row.entity
                      ? (entities.find((one) => one.id === row.entity)?.name ?? row.entity)
                      : t("everyEntity"),
                },
                {
                  key: "events",
                  title: t("events"),
                  show: (row) => row.events.map((event) => t(`event.${event}`)).join(" · "),
                },
                {
                  key: "state",
                  title: t("stateTitle"),
                  show: (row) => (
                    <StatusTag plain tone={row.active ? "success" : "neutral"}>
                      {t(row.active ? "on" : "off")}
                    </StatusTag>
                  ),
                },
              ]}
            />
          )
        }
      </Answered>
      {making ? (
        <WebhookForm
          Editor={Editor}
          onClose={() => setMaking(false)}
          onDone={async ({ id }, secret) => {
            await client.invalidateQueries({ queryKey: webhooksQuery.queryKey });
            if (secret) setMade({ id, secret });
            else await navigate(`/settings/webhooks/${id}`);
          }}
        />
      ) : null}
      {made ? (
        <OneTimeDialog
          title={t("secret.made")}
          warning={t("secret.once")}
          lines={[{ label: t("secret.title"), text: made.secret }]}
          onClose={() => void navigate(`/settings/webhooks/${made.id}`)}
        />
      ) : null}
    </PageFrame>
  );
}
