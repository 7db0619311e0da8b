import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { entityToBuildQuery } from "@/api/design";
import type { EntityDocument, FieldDocument } from "@/api/documents";
import { SelectField } from "@/ui/page/SelectField";

export type PathSelectProps = {
  readonly label: string;
  readonly hint?: string;
  readonly entity: EntityDocument;
  readonly value: string;
  readonly accepts: (field: FieldDocument) => boolean;
  /** Words for 'nothing chosen'. */
  readonly none?: string;
  /** Fields of records that a link leads to can be chosen too. */
  readonly beyond?: boolean;
  readonly onChange: (path: string) => void;
};

const leads = (field: FieldDocument): boolean =>
  field.type === "link" && !field.many && field.entity_key !== undefined;

/** A field, or one of the record that a link leads to: the link first, then the field there. */
export function PathSelect(props: PathSelectProps) {
  const { label, hint, entity, value, accepts, none, beyond = false, onChange } = props;
  const { t } = useTranslation("designing");
  const [head = "", ...rest] = value.split(".");
  const deep = value.includes(".");
  const link = deep ? entity.fields.find((field) => field.id === head) : undefined;
  const linked = useQuery({
    ...entityToBuildQuery(link?.entity_key ?? ""),
    enabled: link?.entity_key !== undefined,
  });
  const own = entity.fields.filter(accepts).map((field) => ({ id: field.id, label: field.name }));
  const through = beyond
    ? entity.fields
        .filter(leads)
        .map((field) => ({ id: `${field.id}.`, label: t("path.beyond", { name: field.name }) }))
    : [];
  const known = [...own, ...through].some((one) => one.id === (deep ? `${head}.` : value));
  const stray = value !== "" && !known ? [{ id: deep ? `${head}.` : value, label: value }] : [];
  return (
    <>
      <SelectField
        label={label}
        {...(hint ? { hint } : {})}
        value={deep ? `${head}.` : value}
        options={[...own, ...through, ...stray]}
        none={none ?? t("path.choose")}
        onChange={onChange}
      />
      {deep && linked.data ? (
        <SelectField
          label={t("path.of", { name: link?.name ?? head })}
          value={rest.join(".")}
          options={linked.data.fields.filter(accepts).map((field) => ({ id: field.id, label: field.name }))}
          none={t("path.choose")}
          onChange={(field) => onChange(`${head}.${field}`)}
        />
      ) : null}
    </>
  );
}

/** Nothing is missing at the end of it. */
export const isWholePath = (path: string): boolean => path !== "" && !path.endsWith(".");
