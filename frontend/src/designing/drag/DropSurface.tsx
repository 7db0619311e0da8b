import {
  type Active,
  DndContext,
  DragOverlay,
  type DragStartEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import style from "./DropSurface.module.css";
import type { DropSpot } from "./spots";
import { useDropSpot } from "./useDropSpot";

/** What a draggable carries as its data. */
export type Carrying<Carried> = { readonly carried: Carried; readonly label: string };

export type DropSurfaceProps<Carried> = {
  /** Selector of the canvas with its groups and fields. */
  readonly canvas: string;
  readonly sideways?: boolean;
  /** Name of something on the canvas, for what is read aloud. */
  readonly nameOf: (id: string) => string;
  readonly onDrop: (carried: Carried, spot: DropSpot) => void;
  readonly children: ReactNode;
};

const pointer = { activationConstraint: { distance: 8 } };
/** Enter is left to whatever is focused; the space bar lifts and drops. */
const keyboardCodes = { start: ["Space"], cancel: ["Escape"], end: ["Space", "Enter"] };

/** Dragging by pointer and by keys onto a canvas; one line shows where a drop would land. */
export function DropSurface<Carried>({
  canvas,
  sideways = true,
  nameOf,
  onDrop,
  children,
}: DropSurfaceProps<Carried>) {
  const { t } = useTranslation("designing");
  const [label, setLabel] = useState<string>();
  const line = useDropSpot(canvas, sideways);
  const keyboard = useMemo(
    () => ({ coordinateGetter: line.coordinateGetter, keyboardCodes }),
    [line.coordinateGetter],
  );
  const sensors = useSensors(useSensor(PointerSensor, pointer), useSensor(KeyboardSensor, keyboard));
  const dataOf = (active: Active) => active.data.current as Carrying<Carried> | undefined;
  const stop = () => {
    setLabel(undefined);
    line.stop();
  };
  const start = ({ active }: DragStartEvent) => {
    setLabel(dataOf(active)?.label);
    line.start();
  };
  const end = (active: Active) => {
    const data = dataOf(active);
    const spot = line.current();
    stop();
    if (data && spot) onDrop(data.carried, spot);
  };
  const where = (): string => {
    const spot = line.current();
    if (!spot) return t("drag.nowhere");
    if (spot.beside) return t("drag.beside", { name: nameOf(spot.beside) });
    return spot.before === null ? t("drag.atEnd") : t("drag.before", { name: nameOf(spot.before) });
  };
  const name = (active: Active) => dataOf(active)?.label ?? "";
  const announcements = {
    onDragStart: ({ active }: { active: Active }) => t("drag.start", { name: name(active) }),
    onDragMove: () => where(),
    onDragOver: () => undefined,
    onDragEnd: ({ active }: { active: Active }) => t("drag.end", { name: name(active) }),
    onDragCancel: ({ active }: { active: Active }) => t("drag.cancel", { name: name(active) }),
  };
  return (
    <DndContext
      sensors={sensors}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t("drag.help") } }}
      onDragStart={start}
      onDragEnd={({ active }) => end(active)}
      onDragCancel={stop}
    >
      {children}
      {line.spot ? (
        <div
          className={style.line}
          data-drop-line=""
          style={{
            left: line.spot.line.left,
            top: line.spot.line.top,
            [line.spot.line.upright ? "height" : "width"]: line.spot.line.length,
          }}
        />
      ) : null}
      <DragOverlay dropAnimation={null}>
        {label === undefined ? null : <div className={style.carried}>{label}</div>}
      </DragOverlay>
    </DndContext>
  );
}
