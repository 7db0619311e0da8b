import { Skeleton } from "@/ui/shared/Skeleton";
import style from "./PageWaiting.module.css";

/** What stands in a page's place until it comes. */
export function PageWaiting() {
  return (
    <div className={style.waiting}>
      <Skeleton lines={6} />
    </div>
  );
}
