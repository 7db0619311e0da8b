import { ChevronsUpDown, X } from "lucide-react";
import { type ReactNode, useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { joinNames } from "@/lib/joinNames";
import { Button } from "@/ui/shared/Button";
import { Field, type FieldFrame } from "@/ui/shared/Field";
import fieldStyle from "@/ui/shared/Field.module.css";
import { IconButton } from "@/ui/shared/IconButton";
import { Popover } from "@/ui/shared/Popover";
import { Dialog } from "@/ui-phone/Dialog";
import { useShellKind } from "../ShellKind";
import style from "./Picker.module.css";
import { PickList, type PickListProps, type PickOption } from "./PickList";

export type PickerProps = {
  readonly frame: FieldFrame;
  readonly name: string;
  readonly load: PickListProps["load"];
  /** What is chosen, in order, with what stands for it on screen. */
  readonly chosen: readonly PickOption[];
  readonly onChoose: (chosen: readonly PickOption[]) => void;
  readonly multiple?: boolean;
  readonly searchable?: boolean;
  readonly disabled?: boolean;
  readonly after?: ReactNode;
};

/** A button that shows what is chosen and opens the list to choose from. */
export function Picker(props: PickerProps) {
  const {
    frame,
    name,
    load,
    chosen,
    onChoose,
    multiple = false,
    searchable = true,
    disabled = false,
  } = props;
  const { t } = useTranslation("fields");
  const shell = useShellKind();
  const opener = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const ids = chosen.map((option) => option.id);

  const pick = (option: PickOption) => {
    if (multiple) {
      onChoose(ids.includes(option.id) ? chosen.filter((one) => one.id !== option.id) : [...chosen, option]);
      return;
    }
    onChoose([option]);
    setOpen(false);
    opener.current?.focus();
  };
  const list = (
    <PickList
      label={frame.label}
      name={name}
      load={load}
      chosen={ids}
      onPick={pick}
      searchable={searchable}
      multiple={multiple}
    />
  );
  return (
    <Field {...frame}>
      {({ "aria-required": _required, "aria-invalid": invalid, ...links }) => (
        <div className={style.place}>
          <button
            {...links}
            ref={opener}
            type="button"
            disabled={disabled}
            aria-haspopup="dialog"
            aria-expanded={open}
            data-invalid={invalid}
            className={joinNames(fieldStyle.control, style.opener)}
            onClick={() => setOpen((shown) => !shown)}
          >
            <span className={chosen.length > 0 ? style.chosen : style.none}>
              {chosen.length > 0
                ? chosen.map((option) => <span key={option.id}>{option.face ?? option.label}</span>)
                : t("pick.none")}
            </span>
            <ChevronsUpDown size={15} aria-hidden="true" />
          </button>
          {chosen.length > 0 && !disabled && !frame.required ? (
            <IconButton
              size={shell === "phone" ? "phone" : "small"}
              className={style.clear}
              label={t("pick.clear", { label: frame.label })}
              icon={<X />}
              onClick={() => onChoose([])}
            />
          ) : null}
          {props.after}
          {open && shell === "desktop" && opener.current ? (
            <Popover label={frame.label} anchor={opener.current} onClose={close} match>
              {list}
            </Popover>
          ) : null}
          {open && shell === "phone" ? (
            <Dialog
              title={frame.label}
              onClose={close}
              footer={
                multiple ? (
                  <Button look="primary" size="phone" block onClick={close}>
                    {t("pick.done", { count: chosen.length })}
                  </Button>
                ) : undefined
              }
            >
              {list}
            </Dialog>
          ) : null}
        </div>
      )}
    </Field>
  );
}
