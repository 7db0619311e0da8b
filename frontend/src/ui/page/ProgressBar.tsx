import style from "./ProgressBar.module.css";

export type ProgressBarProps = {
  readonly label: string;
  readonly done: number;
  /** Unknown yet: the bar only shows that work goes on. */
  readonly total?: number | undefined;
  readonly detail?: string;
};

export function ProgressBar({ label, done, total, detail }: ProgressBarProps) {
  const share = total ? Math.min(1, done / total) : undefined;
  return (
    <div className={style.progress}>
      <div className={style.words}>
        <span>{label}</span>
        {detail ? <span className={style.detail}>{detail}</span> : null}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={total ? done : undefined}
        className={style.track}
        data-open={share === undefined || undefined}
      >
        <span style={share === undefined ? undefined : { width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
