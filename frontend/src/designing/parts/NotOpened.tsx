import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import style from "./NotOpened.module.css";

/** In a designer's place: why it could not be opened. */
export function NotOpened({ problem }: { readonly problem: unknown }) {
  return (
    <div className={style.place}>
      <ProblemNotice problem={problem} />
    </div>
  );
}
