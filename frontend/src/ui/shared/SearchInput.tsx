import fieldStyle from "./Field.module.css";

export type SearchInputProps = {
  /** Says what is sought; shown until something is typed. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
};

export function SearchInput({ label, value, onChange }: SearchInputProps) {
  return (
    <input
      type="search"
      className={fieldStyle.control}
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
