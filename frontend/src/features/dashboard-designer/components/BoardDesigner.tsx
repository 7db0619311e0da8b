import { useQueryClient } from "@tanstack/react-query";
import { Monitor, PencilRuler, Smartphone } from "lucide-react";
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { EntityName } from "@/api/documents";
import { Designer } from "@/designing/parts/Designer";
import type { Pane } from "@/designing/parts/DesignerFrame";
import type { Session } from "@/designing/sessionTypes";
import { useSessionView } from "@/designing/useSession";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { BoardContext } from "../BoardContext";
import type { BoardCommand } from "../model/commands";
import type { BoardParts } from "../parts";
import { useBoardDesk } from "../useBoardDesk";
import { useProblems } from "../useProblems";
import { Canvas } from "./Canvas";
import { DataPanel } from "./DataPanel";
import { PhonePreview } from "./PhonePreview";
import { Properties } from "./Properties";
import { WallPreview } from "./WallPreview";

export type BoardDesignerProps = {
  readonly session: Session<BoardCommand>;
  readonly boardId: string;
  readonly versions: Readonly<Record<string, number | null>>;
  readonly entities: readonly EntityName[];
  readonly others: number;
  readonly parts: BoardParts;
};

type Looking = "phone" | "wall";

export function BoardDesigner(props: BoardDesignerProps) {
  const { session, boardId, others } = props;
  const { t } = useTranslation(["dashboardDesigner", "dashboards"]);
  const navigate = useNavigate();
  const client = useQueryClient();
  const view = useSessionView(session);
  const [versions, setVersions] = useState(props.versions);
  const onAdopted = useCallback(
    (id: string, version: number | null) => setVersions((before) => ({ ...before, [id]: version })),
    [],
  );
  const { desk, differences, ahead, waiting } = useBoardDesk({ ...props, view, versions, onAdopted });
  const [pane, setPane] = useState<Pane>("canvas");
  const [looking, setLooking] = useState<Looking>();
  const problems = useProblems(desk, () => setPane("properties"));
  const shownAt = `/d/${boardId}`;

  const look = (which: Looking) => setLooking((now) => (now === which ? undefined : which));
  return (
    <BoardContext value={desk}>
      <Designer
        session={session}
        view={view}
        id={boardId}
        backTo={versions[boardId] === null ? "/" : shownAt}
        differences={differences}
        ahead={ahead}
        waiting={waiting}
        others={others}
        addressOf={(made) => `/design/dashboards/${made}`}
        onPublished={(made) => {
          setVersions((before) => ({ ...before, ...made }));
          return client.invalidateQueries({ queryKey: ["dashboards", boardId] });
        }}
        afterwards={{ label: t("openBoard"), onSelect: () => void navigate(shownAt) }}
        paneNames={{ palette: t("pane.data") }}
        pane={pane}
        onPane={setPane}
        tools={
          <>
            <IconButton
              label={t("look.phone")}
              icon={<Smartphone />}
              aria-pressed={looking === "phone"}
              onClick={() => look("phone")}
            />
            <IconButton
              label={t("look.wall")}
              icon={<Monitor />}
              aria-pressed={looking === "wall"}
              onClick={() => look("wall")}
            />
            {looking ? (
              <Button icon={<PencilRuler size={15} />} onClick={() => setLooking(undefined)}>
                {t("look.leave")}
              </Button>
            ) : null}
          </>
        }
        palette={<DataPanel onAdded={() => setPane("canvas")} />}
        canvas={<Canvas onEdit={() => setPane("properties")} />}
        properties={<Properties />}
        instead={looking === "phone" ? <PhonePreview /> : looking === "wall" ? <WallPreview /> : undefined}
        problems={problems}
      />
    </BoardContext>
  );
}
