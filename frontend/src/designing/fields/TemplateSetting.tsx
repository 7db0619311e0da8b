import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import { TextSetting } from "../parts/Inputs";
import { isWholePath, PathSelect } from "./PathSelect";
import style from "./TemplateSetting.module.css";

export type TemplateSettingProps = {
  readonly label: string;
  /** Whose fields may be put in. */
  readonly entity: EntityDocument;
  readonly value: string;
  readonly rows?: number;
  readonly required?: boolean;
  readonly maxLength: number;
  readonly onCommit: (value: string) => void;
};

/** A text with places for values; a field is put where the cursor stands. */
export function TemplateSetting(props: TemplateSettingProps) {
  const { label, entity, value, rows, required, maxLength, onCommit } = props;
  const { t } = useTranslation("designing");
  const [path, setPath] = useState("");
  const place = useRef<HTMLDivElement>(null);
  const insert = (next: string) => {
    if (!isWholePath(next)) return setPath(next);
    setPath("");
    const input = place.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>("input, textarea");
    const text = input?.value ?? value;
    const at = input?.selectionStart ?? text.length;
    onCommit(`${text.slice(0, at)}{{${next}}}${text.slice(input?.selectionEnd ?? at)}`);
  };
  return (
    <div className={style.template}>
      <div ref={place}>
        <TextSetting
          label={label}
          value={value}
          maxLength={maxLength}
          {...(rows ? { rows } : {})}
          {...(required ? { required } : {})}
          onCommit={onCommit}
        />
      </div>
      <PathSelect
        label={t("template.insert", { name: label })}
        entity={entity}
        value={path}
        accepts={(field) => !["sub_table", "photo", "file", "location"].includes(field.type)}
        beyond
        onChange={insert}
      />
    </div>
  );
}
