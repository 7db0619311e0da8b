import { FileSpreadsheet } from "lucide-react";
import { useState } from "react";
import { FileChoice, type FileChoiceProps } from "./FileChoice";
import style from "./FileDrop.module.css";

export type FileDropProps = FileChoiceProps & {
  /** What may be dropped here. */
  readonly invitation: string;
  readonly hint: string;
};

/** One file, by dropping it or by choosing it. */
export function FileDrop({ invitation, hint, ...choice }: FileDropProps) {
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a shortcut; the file button below does the same
    <div
      className={style.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file && !choice.disabled) choice.onFile(file);
      }}
    >
      <FileSpreadsheet aria-hidden="true" />
      <p>{invitation}</p>
      <FileChoice {...choice} />
      <p className={style.hint}>{hint}</p>
    </div>
  );
}
