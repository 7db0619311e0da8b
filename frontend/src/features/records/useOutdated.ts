/** Whether somebody else changed records of an entity since the list was read. */
import { useCallback, useEffect, useRef, useState } from "react";
import { recordsChanged } from "@/lib/liveEvents";

/** Our own writes are echoed too; within this time they are taken for ours. */
const echo = 4_000;

export function useOutdated(entityId: string | undefined, entityKey: string | undefined) {
  const [revision, setRevision] = useState(0);
  const [outdated, setOutdated] = useState(false);
  const written = useRef(0);
  useEffect(() => {
    const hear = (event: Event) => {
      const changed: unknown = (event as CustomEvent).detail;
      const list = Array.isArray(changed) ? changed : [];
      const ours = Date.now() - written.current < echo;
      const mine = list.length === 0 || list.includes(entityId) || list.includes(entityKey);
      if (mine && !ours) setOutdated(true);
    };
    window.addEventListener(recordsChanged, hear);
    return () => window.removeEventListener(recordsChanged, hear);
  }, [entityId, entityKey]);
  const refresh = useCallback(() => {
    setOutdated(false);
    setRevision((before) => before + 1);
  }, []);
  const wrote = useCallback(() => {
    written.current = Date.now();
  }, []);
  return { revision, outdated, refresh, wrote };
}
