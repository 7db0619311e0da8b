import { TextSetting } from "@/designing/parts/Inputs";

export type NumberSettingProps = {
  readonly label: string;
  readonly hint?: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onCommit: (value: number) => void;
};

/** A whole number within its bounds; what is no number changes nothing. */
export function NumberSetting({ label, hint, value, least, most, onCommit }: NumberSettingProps) {
  return (
    <TextSetting
      label={label}
      {...(hint === undefined ? {} : { hint })}
      maxLength={6}
      value={String(value)}
      onCommit={(text) => {
        const number = Number.parseInt(text, 10);
        if (Number.isFinite(number)) onCommit(Math.max(least, Math.min(most, number)));
      }}
    />
  );
}
