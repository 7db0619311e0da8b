import { useId } from "react";
import style from "./FileChoice.module.css";

export type FileChoiceProps = {
  readonly label: string;
  /** Endings and types as an input of type file takes them. */
  readonly accept: string;
  readonly look?: "primary" | "plain";
  readonly disabled?: boolean;
  readonly onFile: (file: File) => void;
};

/** A button that asks for one file. */
export function FileChoice({ label, accept, look = "primary", disabled, onFile }: FileChoiceProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className={style.choice} data-look={look}>
        {label}
      </label>
      <input
        id={id}
        type="file"
        className="visually-hidden"
        accept={accept}
        disabled={disabled}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be mended and chosen again.
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
    </>
  );
}
