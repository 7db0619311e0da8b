import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import type { PathField } from "../../model/fields";
import style from "../Panel.module.css";

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
    <select
      className={style.select}
      aria-label={label}
      value={value}
      onChange={(event) => {
        const path = event.target.value;
        onChange(path, paths.find((one) => one.path === path)?.field);
      }}
    >
      {none === undefined ? null : <option value="">{none}</option>}
      {known ? null : <option value={value}>{t("properties.unknownField")}</option>}
      {shown.map((one) => (
        <option key={one.path} value={one.path}>
          {one.name}
        </option>
      ))}
    </select>
  );
}
