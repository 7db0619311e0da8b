import { useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Pencil, Send, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { ApiProblem } from "@/api/problem";
import { Answered } from "@/ui/page/Answered";
import { OneTimeDialog } from "@/ui/page/OneTimeDialog";
import { PageFrame } from "@/ui/page/PageFrame";
import { Question } from "@/ui/page/Question";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { StatusTag } from "@/ui/shared/StatusTag";
import {
  changeWebhook,
  deliveriesQuery,
  removeWebhook,
  testWebhook,
  type Webhook,
  webhooksQuery,
} from "../api";
import { DeliveryLog } from "../components/DeliveryLog";
import { WebhookFacts } from "../components/WebhookFacts";
import { WebhookForm } from "../components/WebhookForm";
import type { FilterParts } from "../filterParts";

const unknown = new ApiProblem(404, { code: "webhook.unknown" });

/** One webhook: what it tells whom, and how that went. */
export function WebhookPage({ Words, Editor }: FilterParts) {
  const { webhook: id = "" } = useParams();
  const { t } = useTranslation("webhooks");
  const webhooks = useQuery(webhooksQuery);
  const webhook = webhooks.data?.find((one) => one.id === id);
  return (
    <PageFrame
      narrow
      title={webhook?.name ?? t("one")}
      hint={<Link to="/settings/webhooks">{t("title")}</Link>}
      actions={webhook ? <Actions webhook={webhook} Editor={Editor} /> : null}
    >
      <Answered query={webhooks}>
        {() =>
          webhook ? (
            <>
              <WebhookFacts webhook={webhook} Words={Words} />
              <DeliveryLog webhook={webhook} />
            </>
          ) : (
            <ProblemNotice problem={unknown} />
          )
        }
      </Answered>
    </PageFrame>
  );
}

type ActionsProps = Pick<FilterParts, "Editor"> & { readonly webhook: Webhook };

function Actions({ webhook, Editor }: ActionsProps) {
  const { t } = useTranslation("webhooks");
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<"edit" | "renew" | "remove">();
  const [secret, setSecret] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const close = () => setAsked(undefined);
  const again = () => client.invalidateQueries({ queryKey: webhooksQuery.queryKey });
  const test = async () => {
    setProblem(undefined);
    await testWebhook(webhook.id).catch(setProblem);
    await client.invalidateQueries({ queryKey: deliveriesQuery(webhook.id).queryKey });
  };
  return (
    <>
      {webhook.active ? null : <StatusTag tone="neutral">{t("off")}</StatusTag>}
      <Button icon={<Send />} disabled={!webhook.active} onClick={() => void test()}>
        {t("test")}
      </Button>
      <Button icon={<KeyRound />} onClick={() => setAsked("renew")}>
        {t("secret.renew")}
      </Button>
      <Button icon={<Trash2 />} onClick={() => setAsked("remove")}>
        {t("remove")}
      </Button>
      <Button look="primary" icon={<Pencil />} onClick={() => setAsked("edit")}>
        {t("change")}
      </Button>
      {problem ? <ProblemNotice problem={problem} /> : null}
      {asked === "edit" ? (
        <WebhookForm
          Editor={Editor}
          webhook={webhook}
          onClose={close}
          onDone={async (_, made) => {
            if (made) setSecret(made);
            await again();
          }}
        />
      ) : null}
      {asked === "renew" ? (
        <Question
          danger
          title={t("secret.renew")}
          confirm={t("secret.renew")}
          onClose={close}
          onConfirm={async () => {
            setSecret((await changeWebhook(webhook.id, { renew_secret: true })).secret ?? undefined);
            await again();
          }}
        >
          <p>{t("secret.renewMeans")}</p>
        </Question>
      ) : null}
      {asked === "remove" ? (
        <Question
          danger
          title={t("remove")}
          confirm={t("remove")}
          onClose={close}
          onConfirm={async () => {
            await removeWebhook(webhook.id);
            await navigate("/settings/webhooks");
            await again();
          }}
        >
          <p>{t("removeMeans", { name: webhook.name })}</p>
        </Question>
      ) : null}
      {secret ? (
        <OneTimeDialog
          title={t("secret.made")}
          warning={t("secret.once")}
          lines={[{ label: t("secret.title"), text: secret }]}
          onClose={() => setSecret(undefined)}
        />
      ) : null}
    </>
  );
}
