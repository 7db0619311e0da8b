import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { entitiesQuery } from "@/api/design";
import { CheckField } from "@/ui/page/CheckField";
import { Notice } from "@/ui/page/Notice";
import { Question } from "@/ui/page/Question";
import { SelectField } from "@/ui/page/SelectField";
import { TextField } from "@/ui/shared/TextField";
import { changeWebhook, makeWebhook, type Webhook, webhookEvents } from "../api";
import type { FilterParts } from "../filterParts";
import { changeOf, draftOf, isReady, type WebhookDraft, withEntity, withEvent } from "../model/draft";
import { needsNewSecret, placeOf } from "../model/place";
import style from "./webhooks.module.css";

export type WebhookFormProps = {
  readonly Editor: FilterParts["Editor"];
  /** Without it a new webhook is made. */
  readonly webhook?: Webhook;
  readonly onClose: () => void;
  /** `secret` only where one was made just now. */
  readonly onDone: (webhook: Webhook, secret: string | null) => Promise<unknown>;
};

export function WebhookForm({ Editor, webhook, onClose, onDone }: WebhookFormProps) {
  const { t } = useTranslation(["webhooks", "common"]);
  const { data: entities = [] } = useQuery(entitiesQuery);
  const [draft, setDraft] = useState(() => draftOf(webhook));
  const put = (change: Partial<WebhookDraft>) => setDraft((before) => ({ ...before, ...change }));
  const wrongUrl = draft.url.trim() !== "" && placeOf(draft.url.trim()) === undefined;
  const entity = entities.find((one) => one.id === draft.entity);
  const save = async () => {
    const body = changeOf(draft, webhook);
    const { secret, ...kept } = await (webhook ? changeWebhook(webhook.id, body) : makeWebhook(body));
    await onDone(kept, secret);
  };
  return (
    <Question
      shape="wide"
      title={t(webhook ? "edit" : "new")}
      confirm={t("common:save")}
      ready={isReady(draft)}
      onClose={onClose}
      onConfirm={save}
    >
      <TextField
        label={t("name")}
        hint={t("nameHint")}
        required
        maxLength={100}
        value={draft.name}
        onChange={(name) => put({ name })}
      />
      <TextField
        label={t("url")}
        hint={t("urlHint")}
        kind="url"
        required
        maxLength={2000}
        value={draft.url}
        problem={wrongUrl ? t("urlWrong") : undefined}
        onChange={(url) => put({ url })}
      />
      <fieldset className={style.events}>
        <legend>{t("events")}</legend>
        {webhookEvents.map((event) => (
          <CheckField
            key={event}
            label={t(`event.${event}`)}
            value={draft.events.includes(event)}
            onChange={(wanted) => setDraft((before) => withEvent(before, event, wanted))}
          />
        ))}
      </fieldset>
      <SelectField
        label={t("entity")}
        none={t("everyEntity")}
        value={draft.entity}
        onChange={(id) => setDraft((before) => withEntity(before, id))}
        options={entities.map(({ id, name }) => ({ id, label: name }))}
      />
      {entity ? (
        <fieldset className={style.filter}>
          <legend>{t("filter")}</legend>
          <Editor
            key={entity.key}
            entity={entity.key}
            filter={draft.filter}
            none={t("noFilter")}
            onChange={(filter) => put({ filter })}
          />
        </fieldset>
      ) : null}
      <TextField
        label={t("secret.own")}
        hint={t("secret.ownHint")}
        autoComplete="off"
        value={draft.secret}
        onChange={(secret) => put({ secret })}
      />
      <CheckField label={t("active")} value={draft.active} onChange={(active) => put({ active })} />
      {webhook ? <Notice tone="info">{t("takeOver")}</Notice> : null}
      {needsNewSecret(webhook?.url, draft.url.trim()) && draft.secret === "" && !wrongUrl ? (
        <Notice tone="warning">{t("secret.moves")}</Notice>
      ) : null}
    </Question>
  );
}
