import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { BlockDraft } from "@/designing/fields/documents";
import { TextSetting } from "@/designing/parts/Inputs";
import panel from "@/designing/parts/Panel.module.css";
import { SelectField } from "@/ui/page/SelectField";
import { Button } from "@/ui/shared/Button";
import { clearPage, removeBlock, removeFact, renameBlock, setPageForm } from "../../model/pageDeeds";
import { blockOf, mostFacts, pageOf } from "../../model/recordPage";
import { usePageDesk } from "../../PageDeskContext";
import { ListSettings } from "./ListSettings";
import style from "./Page.module.css";

/** What is selected on the page, or the page itself. */
export function PageProperties() {
  const { entity, selection } = usePageDesk();
  const block = selection.kind === "block" ? blockOf(pageOf(entity), selection.id) : undefined;
  if (block) return <BlockSettings key={block.id} block={block} />;
  if (selection.kind === "fact") return <FactSettings id={selection.id} />;
  return <PageSettings />;
}

function Trail() {
  const { t } = useTranslation("pageDesigner");
  const { select } = usePageDesk();
  return (
    <nav className={style.trail} aria-label={t("properties.trail")}>
      <button type="button" onClick={() => select({ kind: "page" })}>
        {t("properties.page")}
      </button>
    </nav>
  );
}

/** The form that lays the details out, and the way to it. */
function FormChoice() {
  const { t } = useTranslation("pageDesigner");
  const { entity, document, parts, run } = usePageDesk();
  const form = entity.page?.form ?? document.forms[0]?.id;
  const to = form === undefined ? undefined : parts.designerOf("form", form);
  return (
    <>
      <SelectField
        label={t("properties.form")}
        hint={t("properties.formHint")}
        none={t("properties.formUsual")}
        value={entity.page?.form ?? ""}
        options={document.forms.map(({ id, name }) => ({ id, label: name }))}
        onChange={(id) => void run(setPageForm(entity, id || null))}
      />
      {to ? (
        <p className={style.link}>
          <Link to={to}>{t("properties.toForm")}</Link>
        </p>
      ) : null}
    </>
  );
}

function PageSettings() {
  const { t } = useTranslation("pageDesigner");
  const { entity, run } = usePageDesk();
  return (
    <div className={panel.panel}>
      <h2>{t("properties.of", { name: entity.name })}</h2>
      <FormChoice />
      <p className={style.link}>
        <Link to={`/design/entities/${entity.id}`}>{t("toEntity")}</Link>
      </p>
      <p className={style.hint}>{t("properties.rights")}</p>
      {entity.page ? (
        <div>
          <Button size="small" onClick={() => void run(clearPage(entity))}>
            {t("properties.clear")}
          </Button>
          <p className={style.hint}>{t("properties.clearHint")}</p>
        </div>
      ) : (
        <p className={style.hint}>{t("properties.usual")}</p>
      )}
    </div>
  );
}

function FactSettings({ id }: { readonly id: string }) {
  const { t } = useTranslation("pageDesigner");
  const { entity, factName, run } = usePageDesk();
  const name = factName(id);
  return (
    <div className={panel.panel}>
      <Trail />
      <h2>{name}</h2>
      <p className={style.hint}>{t("properties.factHint", { count: mostFacts })}</p>
      <div>
        <Button size="small" onClick={() => void run(removeFact(entity, id, name))}>
          {t("menu.remove")}
        </Button>
      </div>
    </div>
  );
}

function BlockSettings({ block }: { readonly block: BlockDraft }) {
  const { t } = useTranslation("pageDesigner");
  const { entity, nameOf, run } = usePageDesk();
  const { name: _name, ...nameless } = block;
  const kind = block.records ? "list" : block.kind;
  return (
    <div className={panel.panel}>
      <Trail />
      <h2>{nameOf(block)}</h2>
      <p className={style.hint}>{t(`about.${kind}`)}</p>
      <TextSetting
        label={t("properties.name")}
        hint={t("properties.nameHint", { name: nameOf(nameless) })}
        maxLength={200}
        value={block.name ?? ""}
        onCommit={(name) => void run(renameBlock(entity, block.id, name, nameOf(block)))}
      />
      {block.kind === "details" ? <FormChoice /> : null}
      {block.records ? <ListSettings block={block} listed={block.records} /> : null}
      {block.kind === "details" ? null : (
        <div>
          <Button size="small" onClick={() => void run(removeBlock(entity, block.id, nameOf(block)))}>
            {t("menu.remove")}
          </Button>
        </div>
      )}
    </div>
  );
}
