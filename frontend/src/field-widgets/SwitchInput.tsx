import { SwitchField } from "@/ui-phone/SwitchField";
import type { WidgetProps } from "./widget";
import style from "./widgets.module.css";

export function SwitchInput({ frame, value, onChange, disabled }: WidgetProps) {
  return (
    <div>
      <SwitchField
        label={frame.label}
        {...(frame.hint === undefined ? {} : { hint: frame.hint })}
        value={value === true}
        onChange={onChange}
        disabled={disabled}
      />
      {frame.problem ? (
        <p className={style.problem} role="alert">
          {frame.problem}
        </p>
      ) : null}
    </div>
  );
}
