import { MapPin, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isObject, type Json } from "@/lib/json";
import { Button } from "@/ui/shared/Button";
import { Field } from "@/ui/shared/Field";
import fieldStyle from "@/ui/shared/Field.module.css";
import { IconButton } from "@/ui/shared/IconButton";
import { useShellKind } from "./ShellKind";
import type { WidgetProps } from "./widget";
import style from "./widgets.module.css";

const degrees = (value: number): string => value.toFixed(6);

const placeOf = ({ coords }: GeolocationPosition): { readonly [key: string]: Json } => ({
  lat: degrees(coords.latitude),
  lng: degrees(coords.longitude),
  accuracy: Math.round(coords.accuracy * 10) / 10,
});

/** Where the device is, with what it says about its accuracy, and an address in words. */
export function LocationPicker({ frame, value, onChange, disabled }: WidgetProps) {
  const { t } = useTranslation("fields");
  const size = useShellKind() === "phone" ? "phone" : "medium";
  const [state, setState] = useState<"idle" | "busy" | "refused" | "absent">("idle");
  const place = isObject(value) ? value : undefined;
  const locate = () => {
    if (!navigator.geolocation) return setState("absent");
    setState("busy");
    navigator.geolocation.getCurrentPosition(
      (position) => {
        setState("idle");
        onChange({ ...placeOf(position), ...(place?.address ? { address: place.address } : {}) });
      },
      () => setState("refused"),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    );
  };
  const failed = state === "refused" || state === "absent" ? t(`location.${state}`) : undefined;
  return (
    <Field {...frame} problem={frame.problem ?? failed}>
      {({ "aria-required": _required, ...links }) => (
        <div className={style.location}>
          {place ? (
            <p className={style.coordinates}>
              <MapPin size={15} aria-hidden="true" />
              <span className="figures">
                {String(place.lat)}, {String(place.lng)}
                {place.accuracy ? ` ±${String(place.accuracy)} m` : ""}
              </span>
              {disabled ? null : (
                <IconButton
                  size="small"
                  label={t("location.clear")}
                  icon={<X />}
                  onClick={() => onChange(null)}
                />
              )}
            </p>
          ) : null}
          {disabled ? null : (
            <Button
              {...links}
              size={size}
              icon={<MapPin size={15} />}
              busy={state === "busy"}
              onClick={locate}
            >
              {t(place ? "location.again" : "location.take")}
            </Button>
          )}
          {place ? (
            <input
              type="text"
              aria-label={t("location.address")}
              placeholder={t("location.address")}
              className={fieldStyle.control}
              maxLength={500}
              disabled={disabled}
              value={String(place.address ?? "")}
              onChange={(event) => onChange({ ...place, address: event.target.value || null })}
            />
          ) : null}
        </div>
      )}
    </Field>
  );
}
