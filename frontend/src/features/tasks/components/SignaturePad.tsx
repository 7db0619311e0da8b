import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/shared/Button";
import { TextField } from "@/ui/shared/TextField";
import style from "./SignaturePad.module.css";

const width = 480;
const height = 140;
const ink = "#1b2733";
const font = "48px cursive";

export type SignaturePadProps = {
  /** The picture of what is on the pad, null while it is empty. */
  readonly onChange: (picture: Blob | null) => void;
};

/** Signing by finger, pen or mouse; typing one's name is the way for the keyboard. */
export function SignaturePad({ onChange }: SignaturePadProps) {
  const { t } = useTranslation("tasks");
  const canvas = useRef<HTMLCanvasElement>(null);
  const [typed, setTyped] = useState("");
  const last = useRef<readonly [number, number] | null>(null);
  const pen = () => canvas.current?.getContext("2d") ?? null;
  const tell = () => canvas.current?.toBlob((picture) => onChange(picture), "image/png");
  const wipe = () => pen()?.clearRect(0, 0, width, height);
  const placeOf = (event: React.PointerEvent<HTMLCanvasElement>): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * width) / box.width,
      ((event.clientY - box.top) * height) / box.height,
    ];
  };
  const draw = (event: React.PointerEvent<HTMLCanvasElement>) => {
    const context = pen();
    const from = last.current;
    if (!context || !from) return;
    const to = placeOf(event);
    context.lineWidth = 3;
    context.lineCap = "round";
    context.strokeStyle = ink;
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
    last.current = to;
  };
  const type = (name: string) => {
    setTyped(name);
    wipe();
    const context = pen();
    if (!context || name.trim() === "") return onChange(null);
    context.font = font;
    context.fillStyle = ink;
    context.fillText(name, 16, height / 2 + 16, width - 32);
    tell();
  };
  return (
    <div className={style.pad}>
      <canvas
        ref={canvas}
        width={width}
        height={height}
        role="img"
        aria-label={t("sign.pad")}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = placeOf(event);
        }}
        onPointerMove={draw}
        onPointerUp={() => {
          last.current = null;
          tell();
        }}
      />
      <TextField label={t("sign.type")} hint={t("sign.hint")} value={typed} onChange={type} maxLength={40} />
      <Button size="small" onClick={() => type("")}>
        {t("sign.again")}
      </Button>
    </div>
  );
}
