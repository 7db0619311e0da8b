import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SectionDocument } from "@/api/documents";
import type { CellWords } from "@/field-cells/cell";
import { Tabs } from "@/ui-phone/Tabs";
import { FormSection, visiblePlaces } from "./FormSection";
import type { RecordForm } from "./useRecordForm";

export type FormBodyProps = { readonly run: RecordForm; readonly words: CellWords };

/** How many fields of a section ask for attention. */
const marked = (run: RecordForm, section: SectionDocument): number =>
  visiblePlaces(run, section).filter(
    ({ field }) => run.missing.has(field.key) || run.placed.atField.has(field.key),
  ).length;

/** Sections one below the other; those that are tabs share one place, each with the number of its problems. */
export function FormBody({ run, words }: FormBodyProps) {
  const { t } = useTranslation("forms");
  const tabs = run.form.sections.filter((section) => section.tab && visiblePlaces(run, section).length > 0);
  const [chosen, setChosen] = useState<string>();
  const current = tabs.find((section) => section.id === chosen) ?? tabs[0];
  return (
    <>
      {run.form.sections
        .filter((section) => !section.tab)
        .map((section) => (
          <FormSection key={section.id} run={run} section={section} words={words} />
        ))}
      {current ? (
        <Tabs
          label={t("tabs")}
          tabs={tabs.map((section, index) => {
            const problems = marked(run, section);
            const label = section.name || t("tab", { number: index + 1 });
            return { key: section.id, label, ...(problems > 0 ? { count: problems } : {}) };
          })}
          current={current.id}
          onChange={setChosen}
        >
          <FormSection run={run} section={current} words={words} headed={false} />
        </Tabs>
      ) : null}
    </>
  );
}
