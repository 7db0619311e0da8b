/** Inputs of the property panel: what is typed becomes a step when it is whole, not with every key. */
import { useEffect, useRef, useState } from "react";
import { TextField, type TextFieldProps } from "@/ui/shared/TextField";

export type TextSettingProps = Omit<TextFieldProps, "value" | "onChange"> & {
  readonly value: string;
  readonly onCommit: (value: string) => void;
};

const pause = 500;

/** Commits after a pause and when it is left; a value that changes elsewhere (undo) is taken over. */
export function TextSetting({ value, onCommit, ...rest }: TextSettingProps) {
  const [typed, setTyped] = useState(value);
  const commit = useRef(onCommit);
  commit.current = onCommit;
  const latest = useRef({ typed, value });
  latest.current = { typed, value };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setTyped(value), [value]);
  const send = () => {
    clearTimeout(timer.current);
    const { typed: now, value: before } = latest.current;
    if (now !== before) commit.current(now);
  };
  const sendLatest = useRef(send);
  sendLatest.current = send;
  useEffect(() => () => sendLatest.current(), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens to what its input does
    <div onBlur={send} onKeyDown={(event) => (event.key === "Enter" && !rest.rows ? send() : undefined)}>
      <TextField
        {...rest}
        value={typed}
        onChange={(next) => {
          setTyped(next);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => sendLatest.current(), pause);
        }}
      />
    </div>
  );
}
