import { FlaskConical, ListTree, Workflow } from "lucide-react";
import { Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument, EntityName } from "@/api/documents";
import { Designer } from "@/designing/parts/Designer";
import type { Pane } from "@/designing/parts/DesignerFrame";
import type { Session } from "@/designing/sessionTypes";
import { useSessionView } from "@/designing/useSession";
import type { FlowTrace } from "@/flow-canvas/words";
import { lazily } from "@/i18n/lazily";
import { Question } from "@/ui/page/Question";
import { Button } from "@/ui/shared/Button";
import { Skeleton } from "@/ui/shared/Skeleton";
import { DeskContext, DeskRefContext, MovingContext } from "../DeskContext";
import type { FlowCommand } from "../model/commands";
import type { FlowDesignerParts } from "../parts";
import { TrialPanel } from "../trial/TrialPanel";
import { useFlowDesk } from "../useFlowDesk";
import { barProblems } from "../useFlowProblems";
import { useLatestDesk } from "../useLatestDesk";
import { Clipboard } from "./Clipboard";
import { Panel } from "./Panel";
import { TreeView } from "./TreeView";

/** The drawing library is loaded when somebody asks for it. */
const CanvasView = lazily(async () => (await import("./CanvasView")).CanvasView);

export type FlowDesignerProps = {
  readonly session: Session<FlowCommand>;
  readonly flowId: string;
  readonly version: number | null;
  /** The entity that the flow runs on, as far as the caller sees it. */
  readonly entity: EntityDocument;
  readonly entities: readonly EntityName[];
  readonly others: number;
  readonly parts: FlowDesignerParts;
};

export function FlowDesigner(props: FlowDesignerProps) {
  const { session, flowId, others } = props;
  const { t } = useTranslation("flowDesigner");
  const view = useSessionView(session);
  const [version, setVersion] = useState(props.version);
  const [pane, setPane] = useState<Pane>("canvas");
  const [drawn, setDrawn] = useState(false);
  const [trying, setTrying] = useState(false);
  const [trace, setTrace] = useState<FlowTrace>();
  const [asked, setAsked] = useState<FlowCommand>();
  const [edited, setEdited] = useState(0);
  const { desk, found, differences, waiting } = useFlowDesk({
    ...props,
    view,
    version,
    trace,
    onEdit: () => {
      setTrying(false);
      setPane("properties");
      setEdited((count) => count + 1);
    },
    onAsk: setAsked,
  });
  const latest = useLatestDesk(desk);
  useFirstSetting(edited);

  return (
    <DeskContext value={desk}>
      <DeskRefContext value={latest}>
        <Clipboard />
        <Designer
          session={session}
          view={view}
          id={flowId}
          backTo={`/runs?flow=${flowId}`}
          differences={differences}
          ahead={[flowId]}
          waiting={waiting}
          others={others}
          addressOf={(made) => `/design/flows/${made}`}
          onPublished={(made) => setVersion((before) => made[flowId] ?? before)}
          said={t("published")}
          paneNames={{ canvas: t("pane.flow"), properties: t("pane.settings") }}
          pane={pane}
          onPane={setPane}
          tools={
            <>
              <Button
                icon={drawn ? <ListTree size={15} /> : <Workflow size={15} />}
                aria-pressed={drawn}
                onClick={() => setDrawn((on) => !on)}
              >
                {t(drawn ? "view.tree" : "view.canvas")}
              </Button>
              <Button
                icon={<FlaskConical size={15} />}
                aria-pressed={trying}
                onClick={() => {
                  setTrying((on) => !on);
                  setPane("properties");
                }}
              >
                {t(trying ? "view.stopTrying" : "view.try")}
              </Button>
            </>
          }
          canvas={
            drawn ? (
              <Suspense fallback={<Skeleton lines={6} />}>
                <CanvasView />
              </Suspense>
            ) : (
              <MovingContext value={desk.moving}>
                <TreeView onCanvas={() => setDrawn(true)} />
              </MovingContext>
            )
          }
          properties={trying ? <TrialPanel flush={session.flush} onTrace={setTrace} /> : <Panel />}
          problems={barProblems(desk, found)}
        />
      </DeskRefContext>
      {asked ? (
        <Question
          title={t("remove.title")}
          confirm={t("remove.confirm")}
          danger
          onClose={() => setAsked(undefined)}
          onConfirm={async () => desk.run(asked)}
        >
          <p>{t("remove.what", { ...asked.say.params })}</p>
        </Question>
      ) : null}
    </DeskContext>
  );
}

/** Whoever asks to edit stands in the first setting at once. */
function useFirstSetting(edited: number) {
  useEffect(() => {
    if (edited === 0) return;
    document
      .querySelector<HTMLElement>('[data-is="properties"] :is(input, select, textarea):not([disabled])')
      ?.focus();
  }, [edited]);
}
