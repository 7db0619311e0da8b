import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldRights } from "@/designing/fields/FieldRights";
import { Tabs } from "@/ui-phone/Tabs";
import { useDesk } from "../DeskContext";
import { labelOf, sectionOf } from "../model/documents";
import { FieldBasics } from "./FieldBasics";
import { FieldChecks } from "./FieldChecks";
import { FormProperties, SectionProperties } from "./FormProperties";
import style from "./Properties.module.css";
import { RuleList } from "./RuleList";

const tabs = ["basics", "checks", "rules", "rights"] as const;
type PropertyTab = (typeof tabs)[number];

/** What is selected, with the way back up: form, section, field. */
export function Properties() {
  const { selection } = useDesk();
  if (selection.kind === "section") return <SectionProperties id={selection.id} />;
  const [id, ...more] = selection.kind === "fields" ? selection.ids : [];
  if (id === undefined) return <FormProperties />;
  return more.length > 0 ? <ManyFields count={more.length + 1} /> : <FieldProperties id={id} />;
}

function ManyFields({ count }: { readonly count: number }) {
  const { t } = useTranslation("designing");
  return (
    <div className={style.panel}>
      <h2>{t("properties.many", { count })}</h2>
      <p className={style.hint}>{t("properties.manyHint")}</p>
    </div>
  );
}

function FieldProperties({ id }: { readonly id: string }) {
  const { t } = useTranslation("designing");
  const { form, entity, select } = useDesk();
  const [tab, setTab] = useState<PropertyTab>("basics");
  const section = sectionOf(form, id);
  const touched = (form.rules ?? []).filter((rule) => rule.then.some((one) => one.fields?.includes(id)));
  return (
    <div className={style.panel}>
      <nav className={style.trail} aria-label={t("properties.trail")}>
        <button type="button" onClick={() => select({ kind: "form" })}>
          {t("properties.form")}
        </button>
        <span aria-hidden="true">›</span>
        {section ? (
          <button type="button" onClick={() => select({ kind: "section", id: section.id })}>
            {section.name || t("canvas.section", { number: form.sections.indexOf(section) + 1 })}
          </button>
        ) : null}
      </nav>
      <h2>{labelOf(form, entity, id)}</h2>
      <Tabs
        label={t("properties.tabs")}
        tabs={tabs.map((key) => ({
          key,
          label: t(`properties.${key}`),
          ...(key === "rules" && touched.length > 0 ? { count: touched.length } : {}),
        }))}
        current={tab}
        onChange={(key) => setTab(key as PropertyTab)}
      >
        <div className={style.group} key={id}>
          {tab === "basics" ? <FieldBasics id={id} /> : null}
          {tab === "checks" ? <FieldChecks id={id} /> : null}
          {tab === "rules" ? <RuleList rules={touched} about={id} /> : null}
          {tab === "rights" ? <FieldRights entity={entity} id={id} /> : null}
        </div>
      </Tabs>
    </div>
  );
}
