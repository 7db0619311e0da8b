import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { departmentsQuery } from "@/api/people";
import { SelectField } from "@/ui/page/SelectField";

export type DepartmentSelectProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
};

export function DepartmentSelect({ label, value, onChange }: DepartmentSelectProps) {
  const { t } = useTranslation("market");
  const { data } = useQuery(departmentsQuery);
  return (
    <SelectField
      label={label}
      required
      none={t("choose")}
      value={value}
      onChange={onChange}
      options={(data ?? []).map((one) => ({ id: one.id, label: one.name }))}
    />
  );
}
