import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/ui/shared/IconButton";
import { mayAddFact, removeFact, stepFact } from "../../model/pageDeeds";
import { factGroup } from "../../model/pageDropped";
import { pageOf } from "../../model/recordPage";
import { usePageDesk } from "../../PageDeskContext";
import style from "./Page.module.css";
import type { OnInsert } from "./PageCanvas";
import { PageItem } from "./PageItem";

export type FactRowProps = { readonly onInsert: OnInsert; readonly onShow: () => void };

/** The fields at the head of the page. */
export function FactRow({ onInsert, onShow }: FactRowProps) {
  const { t } = useTranslation("pageDesigner");
  const { entity, document, running, sample, parts, selection, factName, run } = usePageDesk();
  const facts = pageOf(entity).facts ?? [];
  const { FactValue } = parts;
  return (
    <section className={style.facts} data-group={factGroup} data-row="" aria-label={t("canvas.facts")}>
      {facts.map((id) => {
        const field = document.fields.find((one) => one.id === id);
        const name = factName(id);
        return (
          <PageItem
            key={id}
            id={id}
            name={name}
            selected={selection.kind === "fact" && selection.id === id}
            selection={{ kind: "fact", id }}
            carried={{ kind: "fact", id, name }}
            earlier={stepFact(entity, id, -1, name)}
            later={stepFact(entity, id, 1, name)}
            onRemove={() => void run(removeFact(entity, id, name))}
            onInsert={(anchor) => onInsert(anchor, "facts")}
            onShow={onShow}
          >
            <span className={style.factName}>{name}</span>
            <span className={style.factValue} inert>
              {field && running && sample ? (
                <FactValue entity={document} running={running} record={sample} field={field} />
              ) : (
                "—"
              )}
            </span>
          </PageItem>
        );
      })}
      {facts.length === 0 ? <p className={style.hint}>{t("canvas.noFacts")}</p> : null}
      {mayAddFact(entity) ? (
        <IconButton
          size="small"
          label={t("canvas.addFact")}
          icon={<Plus />}
          aria-haspopup="dialog"
          onClick={(event) => onInsert(event.currentTarget, "facts")}
        />
      ) : null}
    </section>
  );
}
