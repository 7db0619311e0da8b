import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextSetting } from "@/designing/parts/Inputs";
import type { Json, JsonObject } from "@/lib/json";
import { SelectField } from "@/ui/page/SelectField";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { TextField } from "@/ui/shared/TextField";
import { member } from "../../model/documents";
import { withPart } from "../../model/members";
import { NumberSetting } from "../inputs/NumberSetting";
import { ValueInput } from "../inputs/ValueInput";
import style from "../Panel.module.css";
import type { NodeEditorProps } from "./editors";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

type Retry = { readonly tries?: number; readonly pause_seconds?: number };

/** A call of another system; what it answers is there for later steps. */
export function HttpEditor({ node, set }: NodeEditorProps) {
  const { t } = useTranslation("flowDesigner");
  const retry = member<Retry>(node, "retry", {});
  const setRetry = (members: Retry) => set({ retry: withPart("retry", retry, members) });
  return (
    <>
      <SelectField
        label={t("http.method")}
        value={member(node, "method", "POST")}
        options={methods.map((one) => ({ id: one, label: one }))}
        onChange={(method) => set({ method })}
      />
      <TextSetting
        label={t("http.url")}
        hint={t("http.urlHint", { open: "{{" })}
        required
        maxLength={2000}
        value={member(node, "url", "")}
        onCommit={(url) => set({ url: url.trim() })}
      />
      <Members
        label={t("http.headers")}
        add={t("http.addHeader")}
        value={member<JsonObject>(node, "headers", {})}
        onChange={(headers) => set({ headers })}
        plain
      />
      <Members
        label={t("http.body")}
        add={t("http.addMember")}
        value={member<JsonObject>(node, "body", {})}
        onChange={(body) => set({ body })}
      />
      <div className={style.pair}>
        <NumberSetting
          label={t("http.tries")}
          value={String(retry.tries ?? 5)}
          whole
          least={1}
          most={8}
          onCommit={(tries) => setRetry({ tries: Number(tries) })}
        />
        <NumberSetting
          label={t("http.pause")}
          value={String(retry.pause_seconds ?? 30)}
          whole
          least={1}
          most={3600}
          onCommit={(pause) => setRetry({ pause_seconds: Number(pause) })}
        />
      </div>
    </>
  );
}

type MembersProps = {
  readonly label: string;
  readonly add: string;
  readonly value: JsonObject;
  /** Texts only: headers. */
  readonly plain?: boolean;
  readonly onChange: (value: JsonObject) => void;
};

/** Names with what is sent under them. */
function Members({ label, add, value, plain = false, onChange }: MembersProps) {
  const { t } = useTranslation("flowDesigner");
  const [name, setName] = useState("");
  const put = (key: string, next: Json) => onChange({ ...value, [key]: next });
  const make = () => {
    put(name.trim(), plain ? "" : null);
    setName("");
  };
  return (
    <fieldset className={style.set}>
      <legend>{label}</legend>
      {Object.entries(value).map(([key, source]) => (
        <fieldset key={key} className={style.item} aria-label={key}>
          <div className={style.itemHead}>
            <span>{key}</span>
            <IconButton
              size="small"
              label={t("value.remove", { name: key })}
              icon={<Trash2 />}
              onClick={() =>
                onChange(Object.fromEntries(Object.entries(value).filter(([one]) => one !== key)))
              }
            />
          </div>
          {plain ? (
            <TextSetting
              label={t("http.headerValue", { name: key })}
              maxLength={2000}
              value={String(source)}
              onCommit={(next) => put(key, next)}
            />
          ) : (
            <ValueInput label={key} value={source} onChange={(next) => put(key, next)} />
          )}
        </fieldset>
      ))}
      <TextField label={add} value={name} maxLength={100} onChange={setName} />
      <Button
        size="small"
        look="quiet"
        icon={<Plus size={14} />}
        disabled={name.trim() === "" || name.trim() in value}
        onClick={make}
      >
        {t("http.add", { name: name.trim() })}
      </Button>
    </fieldset>
  );
}
