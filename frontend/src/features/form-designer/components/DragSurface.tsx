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
import { useDropSpot } from "@/designing/drag/useDropSpot";
import { useDesk } from "../DeskContext";
import { type Carried, drop } from "../model/deeds";
import { labelOf } from "../model/documents";
import style from "./Canvas.module.css";

type Data = { readonly carried: Carried; readonly label: string };

const dataOf = (active: Active): Data | undefined => active.data.current as Data | undefined;

const pointer = { activationConstraint: { distance: 8 } };
/** Enter renames; the space bar lifts and drops. */
const keyboardCodes = { start: ["Space"], cancel: ["Escape"], end: ["Space", "Enter"] };

/** Dragging from the palette and on the canvas; one line shows where a drop would land. */
export function DragSurface({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const [label, setLabel] = useState<string>();
  const line = useDropSpot("[data-canvas]");
  // Options that stay the same objects keep hundreds of draggable fields from rendering with every change.
  const keyboard = useMemo(
    () => ({ coordinateGetter: line.coordinateGetter, keyboardCodes }),
    [line.coordinateGetter],
  );
  const sensors = useSensors(useSensor(PointerSensor, pointer), useSensor(KeyboardSensor, keyboard));
  const start = ({ active }: DragStartEvent) => {
    setLabel(dataOf(active)?.label);
    line.start();
  };
  const stop = () => {
    setLabel(undefined);
    line.stop();
  };
  const end = (active: Active) => {
    const data = dataOf(active);
    const spot = line.current();
    stop();
    if (!data || !spot) return;
    const command = drop(desk, data.carried, spot, desk.names);
    if (!command || !desk.run(command)) return;
    const ids = command.do === "fields.place" ? command.places.map((place) => place.field) : undefined;
    const moved = data.carried.kind === "placed" ? [data.carried.field] : undefined;
    desk.select({ kind: "fields", ids: ids ?? moved ?? [] });
  };
  const where = (): string => {
    const spot = line.current();
    if (!spot) return t("drag.nowhere");
    if (spot.beside) return t("drag.beside", { name: labelOf(desk.form, desk.entity, spot.beside) });
    return spot.before === null
      ? t("drag.atEnd")
      : t("drag.before", { name: labelOf(desk.form, desk.entity, spot.before) });
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
