import { ShieldCheck, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { JsonObject } from "@/lib/json";
import { Notice } from "@/ui/page/Notice";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { useDesk } from "../DeskContext";
import { setFlow } from "../model/deeds";
import { type Grant, grantsOf, merged, missingRights, neededRights } from "../model/rights";
import style from "./Panel.module.css";

/** What the flow may do by itself; its publisher must be allowed the same. */
export function RightsEditor() {
  const { t } = useTranslation("flowDesigner");
  const desk = useDesk();
  const { flow, entities } = desk;
  const grants = grantsOf(flow);
  const missing = missingRights(flow, desk);
  const nameOf = (id: string) => entities.find((one) => one.id === id)?.name ?? id;
  const put = (next: readonly Grant[]) =>
    desk.run(setFlow(desk, { rights: next as unknown as JsonObject[] }));
  return (
    <fieldset className={style.set}>
      <legend>{t("own.title")}</legend>
      <p className={style.hint}>{t("own.hint")}</p>
      {missing.length > 0 ? (
        <Notice
          tone="warning"
          action={
            <Button
              size="small"
              icon={<ShieldCheck size={14} />}
              onClick={() => put(merged([...grants, ...neededRights(flow, desk)]))}
            >
              {t("own.complete")}
            </Button>
          }
        >
          {t("own.missing", { names: missing.map((one) => nameOf(one.entity)).join(t("who.comma")) })}
        </Notice>
      ) : null}
      {grants.map((grant, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a grant is its place in the list
        <fieldset key={at} className={style.item} aria-label={nameOf(grant.entity)}>
          <div className={style.itemHead}>
            <span>{nameOf(grant.entity)}</span>
            <IconButton
              size="small"
              label={t("own.remove", { name: nameOf(grant.entity) })}
              icon={<Trash2 />}
              onClick={() => put(grants.filter((one) => one !== grant))}
            />
          </div>
          <GrantWords grant={grant} />
        </fieldset>
      ))}
    </fieldset>
  );
}

function GrantWords({ grant }: { readonly grant: Grant }) {
  const { t } = useTranslation("flowDesigner");
  const { entity } = useDesk();
  const nameOf = (id: string) =>
    (grant.entity === entity.id && entity.fields.find((field) => field.id === id)?.name) || id;
  const named = (right: string) =>
    Object.entries(grant.fields)
      .filter(([id, one]) => one === right && id !== "*")
      .map(([id]) => nameOf(id))
      .join(t("who.comma"));
  const rest = grant.fields["*"];
  const lines = [
    (grant.actions ?? []).map((one) => t(`own.action.${one}`, { defaultValue: one })).join(t("who.comma")),
    rest === "read" || rest === "write" ? t(`own.all.${rest}`) : "",
    named("write") ? t("own.write", { names: named("write") }) : "",
    named("read") ? t("own.read", { names: named("read") }) : "",
  ].filter(Boolean);
  return <p className={style.hint}>{lines.join(t("own.stop"))}</p>;
}
