import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { entitiesQuery } from "@/api/design";
import { SelectField } from "@/ui/page/SelectField";
import type { FieldEditing } from "./editing";

/** Where a new link leads; once records hold links it stays. */
export function LinkTarget({ field, onSet }: Pick<FieldEditing, "field" | "onSet">) {
  const { t } = useTranslation("designing");
  const { data: entities = [] } = useQuery(entitiesQuery);
  return (
    <SelectField
      label={t("properties.linked")}
      value={typeof field.entity === "string" ? field.entity : ""}
      options={entities.map((one) => ({ id: one.id, label: one.name }))}
      onChange={(entity) => onSet({ entity })}
    />
  );
}
