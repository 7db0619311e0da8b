import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { StatusTag } from "@/ui/shared/StatusTag";
import type { Tone } from "@/ui/tokens";
import type { EffectLine } from "../api";
import style from "./runs.module.css";

const tones: Record<NonNullable<EffectLine["status"]>, Tone> = {
  done: "success",
  waiting: "info",
  failed: "danger",
};

/** What a step did: which record it wrote and how, or to whom it sent what. */
export function EffectItem({ effect }: { readonly effect: EffectLine }) {
  const { t } = useTranslation(["runs", "cells"]);
  const changes = effect.changes ?? [];
  const empty = t("cells:empty");
  return (
    <li>
      <span>{useEffectWords(effect)}</span>
      {effect.record && effect.entity ? (
        <Link to={`/r/${effect.entity.key}/${effect.record.id}`}>{effect.record.title || t("unnamed")}</Link>
      ) : null}
      {effect.status ? (
        <StatusTag plain tone={tones[effect.status]}>
          {t(`effectStatus.${effect.status}`)}
        </StatusTag>
      ) : null}
      {effect.tries && effect.tries > 1 ? (
        <span className={style.meta}>{t("tries", { count: effect.tries })}</span>
      ) : null}
      {effect.problem ? (
        <span className={style.meta}>{effect.problem.message ?? effect.problem.code}</span>
      ) : null}
      {changes.length > 0 ? (
        <ul className={style.changes}>
          {changes.map((one) => (
            <li key={one.key} className={style.meta}>
              {t("change", { name: one.name, before: one.before || empty, after: one.after || empty })}
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function useEffectWords(effect: EffectLine): string {
  const { t } = useTranslation("runs");
  if (effect.type === "notify") {
    return t("sentTo", {
      what: t(`what.${effect.what ?? "message"}`),
      channel: t(`channel.${effect.channel ?? "in_app"}`, { defaultValue: effect.channel }),
      people: (effect.people ?? []).map((one) => one.name).join(" · "),
    });
  }
  if (effect.type === "http_request") {
    return t("called", { method: effect.method ?? "", host: effect.host ?? "" });
  }
  return effect.entity
    ? t(`wrote.${effect.type}`, { entity: effect.entity.name, defaultValue: effect.type })
    : t(`effect.${effect.type}`, { defaultValue: effect.type });
}
