/** Files of one form that are still on their way: the form says so, and waits for them before it sends. */
import { createContext, useCallback, useContext, useEffect, useRef, useState } from "react";

type Follow = (upload: Promise<unknown>) => void;

const Context = createContext<Follow>(() => undefined);

/** Around the widgets of a form: their uploads are counted by it. */
export const FilesUnderWayProvider = Context.Provider;

/** For widgets: tells the form around them of an upload, which must not reject. */
export const useFollowUpload = (): Follow => useContext(Context);

export function useFilesUnderWay() {
  const [count, setCount] = useState(0);
  const running = useRef(0);
  const waiting = useRef<(() => void)[]>([]);
  const [awaited, setAwaited] = useState(false);
  const follow = useCallback<Follow>((upload) => {
    running.current += 1;
    setCount(running.current);
    void upload.then(() => {
      running.current -= 1;
      setCount(running.current);
    });
  }, []);
  // After the rendering that follows the last upload, so that who waited sees the form's new values.
  useEffect(() => {
    if (count > 0) return;
    setAwaited(false);
    for (const go of waiting.current.splice(0)) go();
  }, [count]);
  const settled = useCallback((): Promise<void> => {
    if (running.current === 0) return Promise.resolve();
    setAwaited(true);
    return new Promise((resolve) => waiting.current.push(resolve));
  }, []);
  return { count, awaited, follow, settled } as const;
}
