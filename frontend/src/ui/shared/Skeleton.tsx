import style from "./Skeleton.module.css";

const widths = ["92%", "76%", "84%", "61%", "70%"];

export type SkeletonProps = {
  /** Lines of text to stand in for; ignored for a block. */
  readonly lines?: number;
  /** A solid block of this height in pixels (a chart, a picture). */
  readonly block?: number;
  readonly label?: string;
};

/** Stands where content is about to appear, in its shape, so that nothing jumps. */
export function Skeleton({ lines = 3, block, label }: SkeletonProps) {
  return (
    <div className={style.skeleton} role="status" aria-live="polite" aria-busy="true">
      {label ? <span className="visually-hidden">{label}</span> : null}
      {block === undefined ? (
        Array.from({ length: lines }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never reorder
          <span key={line} className={style.line} style={{ width: widths[line % widths.length] }} />
        ))
      ) : (
        <span className={style.block} style={{ height: block }} />
      )}
    </div>
  );
}
