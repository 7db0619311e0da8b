import { useQuery } from "@tanstack/react-query";
import { memo, useRef } from "react";
import { useSeen } from "@/ui/page/useSeen";
import { CardBody } from "@/widget-charts/CardBody";
import grid from "@/widget-charts/grid.module.css";
import type { MetricDocument } from "@/widget-charts/widget";
import { cardAnswerQuery } from "../api";
import { asWidget, type BoardDraft, type CardDraft, type MetricDraft } from "../model/documents";

export type CardFaceProps = {
  readonly board: BoardDraft;
  readonly card: CardDraft;
  readonly metric: MetricDraft | undefined;
  /** Key of the entity whose records it shows. */
  readonly entity: string | undefined;
};

const nothing = () => undefined;

const sameFace = (one: CardFaceProps, other: CardFaceProps): boolean =>
  one.card === other.card &&
  one.metric === other.metric &&
  one.entity === other.entity &&
  one.board.app === other.board.app;

/** The card as it will be, with its author's own numbers; out of reach of pointer and keyboard. */
export const CardFace = memo(function CardFace({ board, card, metric, entity }: CardFaceProps) {
  const place = useRef<HTMLDivElement>(null);
  const seen = useSeen(place);
  const { data, error, refetch } = useQuery({
    ...cardAnswerQuery(board, card, metric),
    placeholderData: (before) => before,
    enabled: seen,
  });
  return (
    <div ref={place} className={grid.face} inert>
      <header className={grid.cardHead}>
        <h2>{card.name}</h2>
      </header>
      <CardBody
        widget={asWidget(card)}
        answer={data}
        problem={error}
        onRetry={() => void refetch()}
        entity={entity}
        metric={metric as MetricDocument | undefined}
        asTable={false}
        onMark={nothing}
      />
    </div>
  );
}, sameFace);
