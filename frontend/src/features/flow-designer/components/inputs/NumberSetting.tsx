import { TextSetting } from "@/designing/parts/Inputs";

export type NumberSettingProps = {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  /** Whole numbers only. */
  readonly whole?: boolean;
  readonly least: number;
  readonly most: number;
  /** May be left empty. */
  readonly optional?: boolean;
  /** As text, because the platform's decimals are texts. */
  readonly onCommit: (value: string | undefined) => void;
};

/** A number that becomes a step when it is one, within its bounds. */
export function NumberSetting({
  least,
  most,
  whole = false,
  optional = false,
  onCommit,
  ...rest
}: NumberSettingProps) {
  const commit = (typed: string) => {
    const text = typed.trim();
    if (text === "") return optional ? onCommit(undefined) : undefined;
    const number = Number(text);
    const fits = Number.isFinite(number) && number >= least && number <= most;
    return fits && (!whole || Number.isInteger(number)) ? onCommit(text) : undefined;
  };
  return <TextSetting {...rest} maxLength={12} onCommit={commit} />;
}
