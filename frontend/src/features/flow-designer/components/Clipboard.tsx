import { useClipboard } from "../useClipboard";

/** Listens while the designer is open. */
export function Clipboard() {
  useClipboard();
  return null;
}
