import { CircleCheck, Info, OctagonAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { joinNames } from "@/lib/joinNames";
import style from "./Notice.module.css";

const shapes = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: OctagonAlert } as const;

export type NoticeProps = {
  readonly tone: keyof typeof shapes;
  readonly children: ReactNode;
  readonly action?: ReactNode;
};

/** One thing to know about this page, with a shape of its own for each tone. */
export function Notice({ tone, children, action }: NoticeProps) {
  const Shape = shapes[tone];
  return (
    <div className={joinNames(style.notice, style[tone])} role={tone === "danger" ? "alert" : "status"}>
      <Shape aria-hidden="true" className={style.mark} />
      <div className={style.text}>{children}</div>
      {action}
    </div>
  );
}
