import { Minus, Plus } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/ui/shared/IconButton";
import { type Box, boxTowards, boxWidth, type Diagram, isDirection, type Line } from "../model/diagram";
import style from "./Diagram.module.css";
import type { Shown } from "./LinkPanel";

export type RelationDiagramProps = {
  readonly diagram: Diagram;
  readonly shown: Shown | undefined;
  readonly onShow: (shown: Shown) => void;
  readonly onLink: (from: string, to: string) => void;
};

const scales = [0.5, 0.65, 0.8, 1, 1.25] as const;

/** Boxes with lines between them; arrows walk from box to box, the list beside it says the same in words. */
export function RelationDiagram({ diagram, shown, onShow, onLink }: RelationDiagramProps) {
  const { t } = useTranslation("entityDesigner");
  const place = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(3);
  const { from, over, handle } = useLinkDrag(onLink);
  const onKeyDown = (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).dataset.box;
    if (id === undefined || !isDirection(event.key)) return;
    event.preventDefault();
    const next = boxTowards(diagram.boxes, id, event.key);
    if (next) place.current?.querySelector<HTMLElement>(`[data-box="${CSS.escape(next.id)}"]`)?.focus();
  };
  const touches = (line: Line) =>
    shown?.kind === "link" ? shown.id === line.id : shown?.id === line.from || shown?.id === line.to;
  return (
    <div className={style.frame}>
      <div className={style.zoom}>
        <IconButton
          size="small"
          label={t("relations.smaller")}
          icon={<Minus />}
          disabled={zoom === 0}
          onClick={() => setZoom(zoom - 1)}
        />
        <IconButton
          size="small"
          label={t("relations.larger")}
          icon={<Plus />}
          disabled={zoom === scales.length - 1}
          onClick={() => setZoom(zoom + 1)}
        />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: takes the arrow keys of the boxes inside */}
      <div
        ref={place}
        className={style.diagram}
        style={{ width: diagram.width, height: diagram.height, zoom: scales[zoom] }}
        onKeyDown={onKeyDown}
      >
        <svg width={diagram.width} height={diagram.height} aria-hidden="true" className={style.lines}>
          {diagram.lines.map((line) => (
            <LineShape
              key={line.id}
              line={line}
              lit={touches(line)}
              named={shown?.kind === "link" && shown.id === line.id}
              onShow={() => onShow({ kind: "link", id: line.id })}
            />
          ))}
        </svg>
        {diagram.boxes.map((box) => (
          <BoxShape
            key={box.id}
            box={box}
            selected={shown?.kind === "entity" && shown.id === box.id}
            target={over === box.id && from !== box.id}
            onShow={onShow}
            handle={handle(box.id)}
          />
        ))}
      </div>
    </div>
  );
}

type LineShapeProps = {
  readonly line: Line;
  readonly lit: boolean;
  /** Alone it also says what the other side calls it. */
  readonly named: boolean;
  readonly onShow: () => void;
};

function LineShape({ line, lit, named, onShow }: LineShapeProps) {
  const [own, other] = line.ends;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list of links says the same to the keyboard
    <g className={style.line} data-lit={lit || undefined} onClick={onShow}>
      <path className={style.reach} d={line.path} />
      <path className={style.stroke} d={line.path} />
      <text x={own.x} y={own.y} textAnchor="middle">
        n
      </text>
      <text x={other.x} y={other.y} textAnchor={other.x > own.x ? "end" : "start"}>
        {line.many ? "m" : "1"}
        {named && line.inverse ? ` · ${line.inverse}` : ""}
      </text>
    </g>
  );
}

type BoxShapeProps = {
  readonly box: Box;
  readonly selected: boolean;
  readonly target: boolean;
  readonly onShow: (shown: Shown) => void;
  readonly handle: ReturnType<ReturnType<typeof useLinkDrag>["handle"]>;
};

function BoxShape({ box, selected, target, onShow, handle }: BoxShapeProps) {
  const { t } = useTranslation("entityDesigner");
  return (
    <div
      className={style.box}
      data-over={box.id}
      data-selected={selected || undefined}
      data-target={target || undefined}
      data-foreign={box.foreign || undefined}
      style={{ left: box.left, top: box.top, width: boxWidth, height: box.height }}
    >
      <button
        type="button"
        className={style.head}
        data-box={box.id}
        aria-pressed={selected}
        disabled={box.foreign}
        onClick={() => onShow({ kind: "entity", id: box.id })}
      >
        <strong>{box.name}</strong>
        <span>{box.foreign ? t("relations.foreign") : t("relations.fields", { count: box.fields })}</span>
      </button>
      {box.links.map((link) => (
        <button
          key={link.id}
          type="button"
          className={style.row}
          tabIndex={-1}
          aria-hidden="true"
          onClick={() => onShow({ kind: "link", id: link.id })}
        >
          {link.name}
        </button>
      ))}
      {box.foreign ? null : (
        <span className={style.port} title={t("relations.pull")} aria-hidden="true" {...handle} />
      )}
    </div>
  );
}

/** Pulling from the edge of one box onto another; the same is asked for by a button in the panel. */
function useLinkDrag(onLink: (from: string, to: string) => void) {
  const [from, setFrom] = useState<string>();
  const [over, setOver] = useState<string>();
  const boxAt = (event: PointerEvent): string | undefined => {
    const element = document.elementFromPoint(event.clientX, event.clientY);
    return element?.closest<HTMLElement>("[data-over]")?.dataset.over;
  };
  const stop = () => {
    setFrom(undefined);
    setOver(undefined);
  };
  const handle = (id: string) => ({
    onPointerDown: (event: PointerEvent) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      setFrom(id);
    },
    onPointerMove: (event: PointerEvent) => (from === id ? setOver(boxAt(event)) : undefined),
    onPointerUp: (event: PointerEvent) => {
      const to = boxAt(event);
      stop();
      if (from === id && to !== undefined) onLink(id, to);
    },
    onPointerCancel: stop,
  });
  return { from, over, handle };
}
