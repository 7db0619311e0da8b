import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { Select } from "@/ui/shared/Select";
import type { PathField } from "../../model/fields";

export type PathSelectProps = {
  readonly label: string;
  readonly paths: readonly PathField[];
  readonly fits: (field: FieldDocument) => boolean;
  readonly value: string;
  /** Words for 'nothing chosen'; without it something is always chosen. */
  readonly none?: string;
  readonly onChange: (path: string, field: FieldDocument | undefined) => void;
};

/** A field of the entity or of one that it links to; one that the author may not read is named by its path only. */
export function PathSelect({ label, paths, fits, value, none, onChange }: PathSelectProps) {
  const { t } = useTranslation("dashboardDesigner");
  const shown = paths.filter((one) => fits(one.field));
  const known = value === "" || shown.some((one) => one.path === value);
  return (
    <Select
      wide
      label={label}
      value={value}
      {...(none === undefined ? {} : { none })}
      options={[
        ...(known ? [] : [{ id: value, label: t("properties.unknownField") }]),
        ...shown.map((one) => ({ id: one.path, label: one.name })),
      ]}
      onChange={(path) => onChange(path, paths.find((one) => one.path === path)?.field)}
    />
  );
}
