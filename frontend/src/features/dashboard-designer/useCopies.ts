/** Copying and pasting cards, on this board and across boards, apps and windows: the system's clipboard carries them. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { entityQuery } from "@/api/design";
import type { EntityDocument } from "@/api/documents";
import { isTyping } from "@/designing/keys";
import { useToast } from "@/ui-phone/toastContext";
import { createMetric } from "./api";
import { type BoardDesk, useBoard } from "./BoardContext";
import { type CopiedCards, knownEntity, pasted, readCopied, writeCopied } from "./model/copies";
import { addCards, duplicate } from "./model/deeds";
import { cardOf, type MetricDraft } from "./model/documents";

const chosen = ({ selection }: BoardDesk): readonly string[] =>
  selection.kind === "cards" ? selection.ids : [];

/** Copies of these cards in the first holes that are large enough. */
export function useDuplicate(): (ids: readonly string[]) => void {
  const { t } = useTranslation("dashboardDesigner");
  const desk = useBoard();
  return (ids) => {
    const command = duplicate(desk.board, ids, (card) => t("copyOf", { name: card.name }));
    if (desk.run(command)) desk.select({ kind: "cards", ids: command.cards.map((card) => card.id) });
  };
}

function useCopied(): (ids: readonly string[]) => CopiedCards {
  const client = useQueryClient();
  const desk = useBoard();
  return (ids) => {
    const cards = ids.flatMap((id) => cardOf(desk.board, id) ?? []);
    const metrics = cards.flatMap((card) =>
      typeof card.metric === "string" ? (desk.metric(card.metric) ?? []) : [],
    );
    const entities = [...new Set(cards.flatMap((card) => desk.entityOf(card) ?? []))];
    // Cards are drawn, so what they show is known here already.
    const known = entities.flatMap((one) => {
      const document = client.getQueryData<EntityDocument>(entityQuery(one.key).queryKey);
      return document ? [[one.id, knownEntity(document)] as const] : [];
    });
    return { cards, metrics, entities: Object.fromEntries(known) };
  };
}

/** By the menu: the same as Ctrl+C. */
export function useCopy(): (ids: readonly string[]) => Promise<void> {
  const { t } = useTranslation("dashboardDesigner");
  const toast = useToast();
  const copied = useCopied();
  return async (ids) => {
    await navigator.clipboard?.writeText(writeCopied(copied(ids)));
    toast.show({ text: t("canvas.copied", { count: ids.length }) });
  };
}

/** Puts copied cards on the board, their metrics first; what finds nothing to show is told. */
function usePut(): (copied: CopiedCards) => Promise<void> {
  const { t } = useTranslation("dashboardDesigner");
  const client = useQueryClient();
  const toast = useToast();
  const desk = useBoard();
  return async (copied) => {
    const keys = new Set(Object.values(copied.entities).map((one) => one.key));
    const named = desk.entities.filter((one) => one.id in copied.entities || keys.has(one.key));
    const here = await Promise.all(named.map((one) => client.fetchQuery(entityQuery(one.key))));
    const known = new Set(copied.metrics.filter((one) => desk.metric(one.id)).map((one) => one.id));
    const { cards, metrics, lost } = pasted(copied, here, known);
    const made = await Promise.all(
      metrics.map(async ({ id, ...metric }) => {
        const adopted = await createMetric({ ...metric, app: desk.board.app } as Omit<MetricDraft, "id">);
        desk.adopt(adopted);
        return [id, adopted.id] as const;
      }),
    );
    const ids = new Map(made);
    const renamed = cards.map((card) => {
      const metric = ids.get(typeof card.metric === "string" ? card.metric : "");
      return metric ? { ...card, metric } : card;
    });
    if (lost.length > 0) {
      toast.show({ text: t("canvas.lost", { names: lost.join(", ") }), milliseconds: 10_000 });
    }
    if (renamed.length === 0) return;
    const command = addCards(desk.board, renamed, "paste");
    if (desk.run(command)) desk.select({ kind: "cards", ids: command.cards.map((card) => card.id) });
  };
}

/** Ctrl+C and Ctrl+V on the whole page, except where text is being typed or a dialog is open. */
export function useClipboard(): void {
  const { t } = useTranslation("dashboardDesigner");
  const toast = useToast();
  const desk = useBoard();
  const copied = useCopied();
  const put = usePut();
  const latest = useRef({ desk, copied, put });
  latest.current = { desk, copied, put };

  useEffect(() => {
    const outside = (event: Event) =>
      isTyping(event.target) || document.querySelector("dialog[open]") !== null;
    const copy = (event: ClipboardEvent) => {
      const ids = chosen(latest.current.desk);
      if (outside(event) || ids.length === 0 || !getSelection()?.isCollapsed) return;
      event.clipboardData?.setData("text/plain", writeCopied(latest.current.copied(ids)));
      event.preventDefault();
      toast.show({ text: t("canvas.copied", { count: ids.length }) });
    };
    const paste = (event: ClipboardEvent) => {
      const found = outside(event) ? undefined : readCopied(event.clipboardData?.getData("text/plain") ?? "");
      if (!found) return;
      event.preventDefault();
      void latest.current.put(found);
    };
    document.addEventListener("copy", copy);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("paste", paste);
    };
  }, [t, toast]);
}
