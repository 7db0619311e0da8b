/** What designers show of other features: the conditions of lists and the runtime of forms. */
import { type ComponentProps, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DesignerParts } from "@/features/form-designer/parts";
import { FormBody } from "@/features/forms/FormBody";
import { FormNotices } from "@/features/forms/FormNotices";
import { dropDraft } from "@/features/forms/model/draft";
import type { FormEnvironment } from "@/features/forms/model/formScene";
import { startValues } from "@/features/forms/model/start";
import { useFormEnvironment } from "@/features/forms/useFormEnvironment";
import { useRecordForm } from "@/features/forms/useRecordForm";
import { FilterBuilder } from "@/features/records/components/FilterBuilder";
import { filterFields } from "@/features/records/model/fields";
import { finished, newTest } from "@/features/records/model/filterTree";
import { conditionWords } from "@/features/records/model/filterWords";
import { useCellWords } from "@/field-cells/useCellWords";
import { Notice } from "@/ui/page/Notice";
import { Button } from "@/ui/shared/Button";
import { PageWaiting } from "../PageWaiting";
import style from "./pages.module.css";

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const ConditionEditor: DesignerParts["ConditionEditor"] = ({ entity, condition, none, onChange }) => {
  const words = useCellWords();
  const entities = useMemo(() => ({ [entity.key]: entity }), [entity]);
  const first = filterFields(entity)[0];
  // A new condition begins with a test to fill in; what lacks its value is seen here only.
  const [shown, setShown] = useState(() => condition ?? (first ? { all: [newTest(first)] } : undefined));
  useEffect(() => {
    setShown((before) => (condition && !same(finished(before), condition) ? condition : before));
  }, [condition]);
  return (
    <FilterBuilder
      entity={entity}
      entities={entities}
      words={words}
      filter={shown}
      none={none}
      onChange={(next) => {
        setShown(next);
        onChange(finished(next));
      }}
    />
  );
};

const ConditionWords: DesignerParts["ConditionWords"] = ({ entity, condition }) => {
  const { t } = useTranslation("records");
  const words = useCellWords();
  return conditionWords(condition, { t, entity, entities: { [entity.key]: entity }, words });
};

type TryProps = ComponentProps<DesignerParts["TryForm"]>;

const TryForm: DesignerParts["TryForm"] = (props) => {
  const environment = useFormEnvironment();
  return environment ? <Tried {...props} environment={environment} /> : <PageWaiting />;
};

function Tried({ entity, form, environment }: TryProps & { readonly environment: FormEnvironment }) {
  const { t } = useTranslation(["designing", "forms"]);
  const words = useCellWords();
  const [key] = useState(() => `dougong.try.${crypto.randomUUID()}`);
  const [sent, setSent] = useState(false);
  const start = useMemo(() => startValues(form, entity.fields, environment), [form, entity, environment]);
  // Nothing that was tried is kept.
  useEffect(() => () => dropDraft(localStorage, key), [key]);
  const run = useRecordForm({
    entity,
    form,
    before: {},
    start,
    environment,
    draft: key,
    onSave: async () => setSent(true),
  });
  return (
    <div className={style.tried}>
      {sent ? <Notice tone="success">{t("designing:try.sent")}</Notice> : null}
      <FormNotices run={run} />
      <FormBody run={run} words={words} />
      <p>
        <Button look="primary" onClick={() => void run.submit()}>
          {form.submit ?? t("forms:submit")}
        </Button>
      </p>
    </div>
  );
}

export const designerParts: DesignerParts = { ConditionEditor, ConditionWords, TryForm };
