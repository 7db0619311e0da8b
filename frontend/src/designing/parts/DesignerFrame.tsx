import { ArrowLeft, CloudOff, History, Redo2, Rocket, TriangleAlert, Undo2 } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Notice } from "@/ui/page/Notice";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { Popover } from "@/ui/shared/Popover";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { historyKey, isTyping } from "../keys";
import type { Command } from "../model/command";
import type { SaveState, Session, SessionView } from "../sessionTypes";
import { ConflictDialog } from "./ConflictDialog";
import style from "./DesignerFrame.module.css";
import { HistoryList } from "./HistoryList";
import { PresentPeople } from "./PresentPeople";

export const panes = ["palette", "canvas", "properties"] as const;
export type Pane = (typeof panes)[number];

export type DesignerFrameProps<C extends Command> = {
  readonly session: Session<C>;
  readonly view: SessionView<C>;
  readonly name: string;
  readonly backTo: string;
  /** Places in which the draft differs from what runs; a new object is ahead in one. */
  readonly ahead: number;
  readonly others: number;
  /** Between history and publish: preview, versions. */
  readonly tools?: ReactNode;
  readonly onPublish: () => void;
  /** Saves what is here as another object; leads there. */
  readonly onSaveCopy: () => Promise<unknown>;
  /** What the three parts are called where 'fields, canvas, properties' is not what they are. */
  readonly paneNames?: Readonly<Partial<Record<Pane, string>>>;
  readonly pane: Pane;
  readonly onPane: (pane: Pane) => void;
  /** Absent where all that can be added is offered on the canvas itself. */
  readonly palette?: ReactNode;
  readonly canvas: ReactNode;
  readonly properties: ReactNode;
  /** Takes the whole body instead of the three: a preview. */
  readonly instead?: ReactNode;
  /** Below everything: what is wrong. */
  readonly problems?: ReactNode;
};

const troubled: ReadonlySet<SaveState> = new Set(["offline", "conflict", "refused"]);

/** The same place for every designer: what there is to use, what is being made, what it is like. */
export function DesignerFrame<C extends Command>(props: DesignerFrameProps<C>) {
  const { session, view, others, pane, instead } = props;
  const { t } = useTranslation("designing");
  const nameOf = (one: Pane) => props.paneNames?.[one] ?? t(`frame.pane.${one}`);
  const there = (one: Pane) => one !== "palette" || props.palette !== undefined;
  useHistoryKeys(session);
  return (
    <div className={style.frame}>
      <FrameHead {...props} />
      <div className={style.notices}>
        {others > 0 ? <Notice tone="info">{t("frame.others", { count: others })}</Notice> : null}
        {view.state === "refused" ? <ProblemNotice problem={view.problem} /> : null}
      </div>
      {instead ? null : (
        <fieldset className={style.panes} aria-label={t("frame.panes")}>
          {panes.filter(there).map((one) => (
            <Button
              key={one}
              size="small"
              look={one === pane ? "plain" : "quiet"}
              aria-pressed={one === pane}
              onClick={() => props.onPane(one)}
            >
              {nameOf(one)}
            </Button>
          ))}
        </fieldset>
      )}
      {instead ? (
        <div className={style.body} data-wide="">
          <div className={style.stage}>{instead}</div>
        </div>
      ) : (
        <div className={style.body} data-pane={pane} data-two={there("palette") ? undefined : ""}>
          {there("palette") ? (
            <aside className={style.side} data-is="palette" aria-label={nameOf("palette")}>
              {props.palette}
            </aside>
          ) : null}
          <section className={style.stage} data-is="canvas" aria-label={nameOf("canvas")}>
            {props.canvas}
          </section>
          <aside className={style.side} data-is="properties" aria-label={nameOf("properties")}>
            {props.properties}
          </aside>
        </div>
      )}
      {props.problems}
      {view.conflict ? (
        <ConflictDialog conflict={view.conflict} onSettle={session.settle} onSaveCopy={props.onSaveCopy} />
      ) : null}
    </div>
  );
}

function FrameHead<C extends Command>({
  session,
  view,
  name,
  backTo,
  ahead,
  tools,
  onPublish,
}: DesignerFrameProps<C>) {
  const { t } = useTranslation("designing");
  const [history, setHistory] = useState<HTMLElement>();
  const { done, commands } = view.timeline.history;
  const warned = troubled.has(view.state);
  return (
    <div className={style.head}>
      <Link to={backTo} aria-label={t("frame.back")} title={t("frame.back")}>
        <ArrowLeft size={18} aria-hidden="true" />
      </Link>
      <span className={style.name}>{name}</span>
      <span className={style.state} role="status" data-tone={warned ? "warning" : undefined}>
        {view.state === "offline" ? <CloudOff size={14} aria-hidden="true" /> : null}
        {warned && view.state !== "offline" ? <TriangleAlert size={14} aria-hidden="true" /> : null}
        {t(`frame.state.${view.state}`)}
      </span>
      {ahead > 0 ? <span className={style.ahead}>{t("frame.ahead", { count: ahead })}</span> : null}
      <PresentPeople id={session.id} />
      <div className={style.tools}>
        <IconButton
          label={t("frame.undo")}
          shortcut="Ctrl Z"
          icon={<Undo2 />}
          disabled={done === 0}
          onClick={() => session.goTo(done - 1)}
        />
        <IconButton
          label={t("frame.redo")}
          shortcut="Ctrl Y"
          icon={<Redo2 />}
          disabled={done === commands.length}
          onClick={() => session.goTo(done + 1)}
        />
        <IconButton
          label={t("frame.history")}
          icon={<History />}
          aria-haspopup="dialog"
          aria-expanded={history !== undefined}
          onClick={(event) => setHistory(event.currentTarget)}
        />
        {tools}
        <Button look="primary" icon={<Rocket size={15} />} disabled={ahead === 0} onClick={onPublish}>
          {t("frame.publish")}
        </Button>
      </div>
      {history ? (
        <Popover label={t("frame.history")} anchor={history} onClose={() => setHistory(undefined)}>
          <HistoryList history={view.timeline.history} onGo={session.goTo} />
        </Popover>
      ) : null}
    </div>
  );
}

function useHistoryKeys<C extends Command>(session: Session<C>) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const wanted = historyKey(event);
      if (!wanted || isTyping(event.target) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      const { done } = session.view().timeline.history;
      session.goTo(wanted === "undo" ? done - 1 : done + 1);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [session]);
}
