/** Copying and pasting fields, on this form and across forms and windows: the system's clipboard carries them. */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { isTyping } from "@/designing/keys";
import { useToast } from "@/ui-phone/toastContext";
import { type FormDesk, useDesk } from "./DeskContext";
import { type Copied, copyOf, readCopied, writeCopied } from "./model/copies";
import { paste, spotAfter } from "./model/deeds";

const chosen = ({ selection }: FormDesk): readonly string[] =>
  selection.kind === "fields" ? selection.ids : [];

/** Puts copied fields after the selection; what they can no longer refer to is told. */
function usePut() {
  const { t } = useTranslation("designing");
  const toast = useToast();
  const desk = useDesk();
  return (copied: Copied, selection = desk.selection) => {
    const at = spotAfter(desk, selection);
    const { command, lost } = paste(desk, copied, at, (field) => t("new.copyOf", { name: field.name }));
    if (!desk.run(command)) return;
    desk.select({ kind: "fields", ids: command.places.map((place) => place.field) });
    if (lost.length === 0) return;
    const names = lost.map((one) => `${one.name} → ${one.mentions}`).join(", ");
    toast.show({ text: t("canvas.lost", { names }), milliseconds: 10_000 });
  };
}

/** Copies of these fields, right after them. */
export function useDuplicate(): (ids: readonly string[]) => void {
  const desk = useDesk();
  const put = usePut();
  return (ids) => put(copyOf(desk.form, desk.entity, ids), { kind: "fields", ids });
}

/** Ctrl+C and Ctrl+V on the whole page, except where text is being typed or a dialog is open. */
export function useClipboard(): void {
  const { t } = useTranslation("designing");
  const toast = useToast();
  const desk = useDesk();
  const put = usePut();
  const latest = useRef({ desk, put });
  latest.current = { desk, put };

  useEffect(() => {
    const outside = (event: Event) =>
      isTyping(event.target) || document.querySelector("dialog[open]") !== null;
    const copy = (event: ClipboardEvent) => {
      const { desk: now } = latest.current;
      const ids = chosen(now);
      if (outside(event) || ids.length === 0 || !getSelection()?.isCollapsed) return;
      event.clipboardData?.setData("text/plain", writeCopied(copyOf(now.form, now.entity, ids)));
      event.preventDefault();
      toast.show({ text: t("canvas.copied", { count: ids.length }) });
    };
    const pasted = (event: ClipboardEvent) => {
      const copied = outside(event)
        ? undefined
        : readCopied(event.clipboardData?.getData("text/plain") ?? "");
      if (!copied) return;
      event.preventDefault();
      latest.current.put(copied);
    };
    document.addEventListener("copy", copy);
    document.addEventListener("paste", pasted);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("paste", pasted);
    };
  }, [t, toast]);
}
