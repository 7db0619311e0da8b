import { type CSSProperties, type ReactNode, useLayoutEffect, useRef, useState } from "react";
import type { WallPage } from "./model/wall";
import style from "./Wall.module.css";

export type WallStageProps = {
  readonly page: WallPage;
  /** A card at its place. */
  readonly children: (id: string, place: CSSProperties) => ReactNode;
};

const width = 1600;
const height = 900;
/** A page with one low card does not stretch it over the whole screen. */
const fewest = 16;

/** A stage of 16 to 9 that is as large as its frame: cards keep their proportions on every screen. */
export function WallStage({ page, children }: WallStageProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(1);
  useLayoutEffect(() => {
    const place = frame.current;
    if (!place) return undefined;
    const follow = () => setScale(Math.min(place.clientWidth / width, place.clientHeight / height));
    follow();
    const observer = new ResizeObserver(follow);
    observer.observe(place);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={frame} className={style.frame}>
      <div
        className={style.stage}
        style={{
          width,
          height,
          transform: `scale(${scale})`,
          gridTemplateRows: `repeat(${Math.max(fewest, page.rows)}, minmax(0, 1fr))`,
        }}
      >
        {page.cards.map((card) =>
          children(card.id, {
            gridColumn: `${card.x + 1} / span ${card.w}`,
            gridRow: `${card.y + 1} / span ${card.h}`,
          }),
        )}
      </div>
    </div>
  );
}
