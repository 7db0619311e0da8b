/** What designers show of other features: the conditions of lists and the runtime of forms. */
import { type ComponentProps, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DesignerParts } from "@/features/form-designer/parts";
import { DesktopForm } from "@/features/forms/DesktopForm";
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
import type { Condition } from "@/lib/condition/condition";
import { Notice } from "@/ui/page/Notice";
import { PageWaiting } from "../PageWaiting";
import style from "./pages.module.css";

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

type ConditionProps = ComponentProps<DesignerParts["ConditionEditor"]>;

/** What still lacks its value is seen here only. */
function ConditionRows({
  entity,
  condition,
  none,
  onChange,
  first,
}: ConditionProps & { readonly first: Condition | undefined }) {
  const words = useCellWords();
  const entities = useMemo(() => ({ [entity.key]: entity }), [entity]);
  const [shown, setShown] = useState(() => condition ?? first);
  useEffect(() => {
    setShown((before) => (same(finished(before), condition) || (!condition && first) ? before : condition));
  }, [condition, first]);
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
}

/** A new condition begins with a test to fill in. */
const ConditionEditor: DesignerParts["ConditionEditor"] = (props) => {
  const [field] = filterFields(props.entity);
  const first = useMemo(() => (field ? { all: [newTest(field)] } : undefined), [field]);
  return <ConditionRows {...props} first={first} />;
};

/** A filter may well be none. */
export const FilterEditor: DesignerParts["ConditionEditor"] = (props) => (
  <ConditionRows {...props} first={undefined} />
);

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
    onSave: async () => undefined,
  });
  return (
    <div className={style.tried}>
      {sent ? <Notice tone="success">{t("designing:try.sent")}</Notice> : null}
      <DesktopForm
        run={run}
        words={words}
        submitLabel={form.submit ?? t("forms:submit")}
        onSaved={() => setSent(true)}
      />
    </div>
  );
}

export const designerParts: DesignerParts = { ConditionEditor, ConditionWords, TryForm };
