/** Lists whose items may be unfinished for a while: what lacks something is seen here only. */
import { useEffect, useState } from "react";
import { sameDocument } from "@/designing/model/canonical";

export function useWhole<T>(
  value: readonly T[],
  isWhole: (item: T) => boolean,
  onChange: (value: readonly T[]) => void,
) {
  const [shown, setShown] = useState(value);
  useEffect(() => {
    setShown((before) => (sameDocument(before.filter(isWhole), value) ? before : value));
  }, [value, isWhole]);
  const put = (next: readonly T[]) => {
    setShown(next);
    if (next.every(isWhole)) onChange(next);
  };
  return { shown, put, unfinished: !shown.every(isWhole) };
}
