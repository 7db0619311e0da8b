import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { appsQuery } from "@/api/design";
import { SelectField } from "@/ui/page/SelectField";
import { TextField } from "@/ui/shared/TextField";
import type { Place } from "../model/target";

export type PlaceFieldsProps = {
  readonly value: Place;
  /** What a new app is called while nobody says otherwise. */
  readonly begun: string;
  readonly onChange: (place: Place) => void;
};

/** A new app and its name, or one that is there. */
export function PlaceFields({ value, begun, onChange }: PlaceFieldsProps) {
  const { t } = useTranslation("beginning");
  const { data: apps } = useQuery(appsQuery);
  const fresh = value.app === "";
  return (
    <>
      {apps && apps.length > 0 ? (
        <SelectField
          label={t("place.app")}
          none={t("place.new")}
          value={value.app}
          options={apps.map((app) => ({ id: app.id, label: app.name }))}
          onChange={(app) => onChange({ ...value, app })}
        />
      ) : null}
      {fresh ? (
        <TextField
          label={t("place.name")}
          placeholder={begun}
          maxLength={80}
          value={value.name}
          onChange={(name) => onChange({ ...value, name })}
        />
      ) : null}
    </>
  );
}
