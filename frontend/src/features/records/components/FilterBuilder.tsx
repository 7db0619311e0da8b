import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import type { CellWords } from "@/field-cells/cell";
import { type Condition, isAll, isEither, isTest, type Test } from "@/lib/condition/condition";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { Select } from "@/ui/shared/Select";
import { type Entities, fieldAt, filterFields } from "../model/fields";
import {
  addPart,
  conditionOf,
  type FilterGroup,
  groupOf,
  newTest,
  replacePart,
  withOperator,
} from "../model/filterTree";
import { conditionWords } from "../model/filterWords";
import { FilterValue } from "./FilterValue";
import style from "./filter.module.css";

export type FilterBuilderProps = {
  readonly entity: EntityDocument;
  readonly entities: Entities;
  readonly words: CellWords;
  readonly filter: Condition | undefined;
  /** What it means that there is no condition; by default, that the list shows everything. */
  readonly none?: string;
  readonly onChange: (filter: Condition | undefined) => void;
};

export function FilterBuilder(props: FilterBuilderProps) {
  const group = groupOf(props.filter);
  return (
    <GroupRows {...props} group={group} onGroup={(next) => props.onChange(conditionOf(next))} depth={0} />
  );
}

type GroupRowsProps = FilterBuilderProps & {
  readonly group: FilterGroup;
  readonly onGroup: (group: FilterGroup) => void;
  readonly depth: number;
};

function GroupRows({ group, onGroup, depth, ...shared }: GroupRowsProps) {
  const { t } = useTranslation("records");
  const fields = filterFields(shared.entity);
  const first =
    fields.find((field) => field.key === shared.entity.title && field.operators.length > 0) ?? fields[0];
  return (
    <div className={depth === 0 ? style.builder : style.group}>
      {group.parts.length > 1 ? (
        <p className={style.joint}>
          {t("filter.match")}
          <Select
            label={t("filter.match")}
            value={group.joint}
            options={[
              { id: "all", label: t("filter.all") },
              { id: "any", label: t("filter.any") },
            ]}
            onChange={(joint) => onGroup({ ...group, joint })}
          />
        </p>
      ) : null}
      {group.parts.length === 0 ? <p className={style.hint}>{shared.none ?? t("filter.none")}</p> : null}
      {group.parts.map((part, index) => {
        const replace = (next: Condition | undefined) => onGroup(replacePart(group, index, next));
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
        return <Part key={index} {...shared} part={part} depth={depth} onPart={replace} />;
      })}
      <p className={style.actions}>
        <Button
          size="small"
          look="quiet"
          icon={<Plus size={14} />}
          disabled={!first}
          onClick={() => (first ? onGroup(addPart(group, newTest(first))) : undefined)}
        >
          {t("filter.add")}
        </Button>
        {depth === 0 && first ? (
          <Button
            size="small"
            look="quiet"
            icon={<Plus size={14} />}
            onClick={() => onGroup(addPart(group, { any: [newTest(first)] }))}
          >
            {t("filter.addGroup")}
          </Button>
        ) : null}
      </p>
    </div>
  );
}

type PartProps = FilterBuilderProps & {
  readonly part: Condition;
  readonly depth: number;
  readonly onPart: (part: Condition | undefined) => void;
};

function Part({ part, depth, onPart, ...shared }: PartProps) {
  const { t } = useTranslation("records");
  if (isTest(part)) return <TestRow {...shared} test={part} onTest={onPart} />;
  const nested = (isAll(part) || isEither(part)) && depth === 0;
  if (nested) {
    return (
      <GroupRows {...shared} group={groupOf(part)} onGroup={(next) => onPart(conditionOf(next))} depth={1} />
    );
  }
  // Deeper trees come from elsewhere: they are told in words and can be taken out as a whole.
  return (
    <p className={style.row}>
      <span className={style.words}>{conditionWords(part, { t, ...shared })}</span>
      <IconButton
        size="small"
        label={t("filter.remove")}
        icon={<Trash2 />}
        onClick={() => onPart(undefined)}
      />
    </p>
  );
}

type TestRowProps = FilterBuilderProps & {
  readonly test: Test;
  readonly onTest: (test: Test | undefined) => void;
};

function TestRow({ entity, entities, words, test, onTest }: TestRowProps) {
  const { t } = useTranslation("records");
  const field = fieldAt(entity, entities, test.field)?.field;
  const fields = filterFields(entity);
  const offered = field && !fields.includes(field) ? [...fields, field] : fields;
  return (
    <div className={style.row}>
      <Select
        label={t("filter.field")}
        value={test.field}
        options={offered.map((one) => ({ id: one === field ? test.field : one.id, label: one.name }))}
        onChange={(id) => {
          const next = offered.find((one) => one.id === id);
          if (next) onTest(newTest(next));
        }}
      />
      <Select
        label={t("filter.operator")}
        value={test.op}
        options={(field?.operators ?? [test.op]).map((name) => ({ id: name, label: t(`operator.${name}`) }))}
        onChange={(op) => (field ? onTest(withOperator(test, field, op)) : undefined)}
      />
      {field ? (
        <FilterValue
          test={test}
          field={field}
          words={words}
          onChange={(value) => {
            const { value: _old, ...rest } = test;
            onTest(value === null ? rest : { ...rest, value });
          }}
        />
      ) : null}
      <IconButton
        size="small"
        label={t("filter.remove")}
        icon={<Trash2 />}
        onClick={() => onTest(undefined)}
      />
    </div>
  );
}
