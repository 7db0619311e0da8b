import { useCallback, useEffect, useRef, useState } from "react";
import { PickList, type PickListProps, type PickOption } from "@/field-widgets/parts/PickList";
import type { Json } from "@/lib/json";
import type { CellEditorProps } from "@/ui/grid/model/gridTypes";
import { Popover } from "@/ui/shared/Popover";

export type PickEditorSettings = {
  readonly name: string;
  readonly load: PickListProps["load"];
  readonly searchable: boolean;
  readonly multiple: boolean;
  readonly chosenOf: (value: Json) => readonly PickOption[];
  readonly valueOf: (chosen: readonly PickOption[]) => Json;
};

const stop = (event: { stopPropagation: () => void }) => event.stopPropagation();

/** A cell editor that chooses from a list: one choice closes it, several stay open until Escape or a click outside. */
export function pickEditor(settings: PickEditorSettings) {
  return function PickEditor({ value, label, initial, onDraft, onCommit, onCancel }: CellEditorProps) {
    const place = useRef<HTMLSpanElement>(null);
    const [anchor, setAnchor] = useState<HTMLElement>();
    const [chosen, setChosen] = useState(() => settings.chosenOf(value));
    const before = useRef(chosen);
    const latest = useRef(chosen);
    latest.current = chosen;

    useEffect(() => {
      const grid = place.current?.closest<HTMLElement>("[role=grid]");
      setAnchor(place.current?.closest<HTMLElement>("[role=gridcell]") ?? undefined);
      // The panel stands outside the grid: when it closes, the active cell takes the focus back.
      return () => {
        requestAnimationFrame(() => {
          const cell = grid?.querySelector<HTMLElement>("[data-cell] textarea");
          if (!document.activeElement || document.activeElement === document.body)
            cell?.focus({ preventScroll: true });
        });
      };
    }, []);

    const close = useCallback(() => {
      if (settings.multiple && latest.current !== before.current) onCommit(settings.valueOf(latest.current));
      else onCancel();
    }, [onCommit, onCancel]);

    const pick = (option: PickOption) => {
      if (!settings.multiple) return onCommit(settings.valueOf([option]));
      const ids = chosen.map((one) => one.id);
      const next = ids.includes(option.id)
        ? chosen.filter((one) => one.id !== option.id)
        : [...chosen, option];
      setChosen(next);
      onDraft(settings.valueOf(next));
    };
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: events of the panel must not reach the grid around it
      <span ref={place} onPointerDown={stop} onDoubleClick={stop} onPaste={stop} onCopy={stop} onBlur={stop}>
        {anchor ? (
          <Popover label={label} anchor={anchor} onClose={close} match>
            <PickList
              label={label}
              name={settings.name}
              load={settings.load}
              chosen={chosen.map((one) => one.id)}
              onPick={pick}
              searchable={settings.searchable}
              multiple={settings.multiple}
              initial={settings.searchable ? (initial ?? "") : ""}
            />
          </Popover>
        ) : null}
      </span>
    );
  };
}
