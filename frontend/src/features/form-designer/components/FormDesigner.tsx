import { useQueryClient } from "@tanstack/react-query";
import { Eye, Layers, PencilRuler } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { EntityDocument, EntityName } from "@/api/documents";
import { drafts, type Published } from "@/designing/api";
import { DesignerFrame, type Pane } from "@/designing/parts/DesignerFrame";
import { ProblemBar } from "@/designing/parts/ProblemBar";
import { PublishDialog } from "@/designing/parts/PublishDialog";
import { VersionsDialog } from "@/designing/parts/VersionsDialog";
import type { Session } from "@/designing/sessionTypes";
import { useSessionView } from "@/designing/useSession";
import { useCellWords } from "@/field-cells/useCellWords";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { useToast } from "@/ui-phone/toastContext";
import { DeskContext, DeskRefContext } from "../DeskContext";
import type { FormCommand } from "../model/commands";
import type { DesignerParts } from "../parts";
import { useFormDesk } from "../useFormDesk";
import { useProblems } from "../useProblems";
import { Canvas } from "./Canvas";
import { DragSurface } from "./DragSurface";
import { Palette } from "./Palette";
import { Properties } from "./Properties";
import { TryPanel } from "./TryPanel";

export type FormDesignerProps = {
  readonly session: Session<FormCommand>;
  readonly formId: string;
  readonly entityId: string;
  readonly versions: Readonly<Record<string, number | null>>;
  readonly entities: readonly EntityName[];
  /** The entity as it runs now. */
  readonly running: EntityDocument | undefined;
  readonly others: number;
  readonly parts: DesignerParts;
};

export function FormDesigner(props: FormDesignerProps) {
  const { session, formId, entityId, others } = props;
  const { t } = useTranslation("designing");
  const navigate = useNavigate();
  const client = useQueryClient();
  const toast = useToast();
  const words = useCellWords();
  const view = useSessionView(session);
  const [versions, setVersions] = useState(props.versions);
  const { desk, differences, ahead, waiting } = useFormDesk({ ...props, view, versions });
  const latest = useRef(desk);
  latest.current = desk;
  const [pane, setPane] = useState<Pane>("canvas");
  const [trying, setTrying] = useState(false);
  const [open, setOpen] = useState<"publish" | "versions">();
  const problems = useProblems(desk, () => setPane("properties"));

  const published = async ({ versions: made }: Published) => {
    setVersions((before) => ({ ...before, ...made }));
    await client.invalidateQueries({ queryKey: ["design"] });
    toast.show({
      text: t("publish.done"),
      action: {
        label: t("publish.open"),
        onSelect: () => void navigate(`/r/${desk.entity.key}/new?form=${formId}`),
      },
    });
  };
  const saveCopy = async () => {
    const name = t("conflict.copyName", { name: desk.form.name });
    const made = await drafts.create({ ...desk.form, name });
    toast.show({
      text: t("conflict.copied", { name }),
      action: { label: t("conflict.openCopy"), onSelect: () => void navigate(`/design/forms/${made.id}`) },
    });
  };
  return (
    <DeskContext value={desk}>
      <DeskRefContext value={latest}>
        <DragSurface>
          <DesignerFrame
            session={session}
            view={view}
            name={desk.form.name}
            backTo={versions[entityId] === null ? "/" : `/r/${desk.entity.key}/new?form=${formId}`}
            ahead={differences.length}
            others={others}
            onPublish={() => setOpen("publish")}
            onSaveCopy={saveCopy}
            pane={pane}
            onPane={setPane}
            tools={
              <>
                <IconButton
                  label={t("versions.title")}
                  icon={<Layers />}
                  onClick={() => setOpen("versions")}
                />
                <Button
                  icon={trying ? <PencilRuler size={15} /> : <Eye size={15} />}
                  aria-pressed={trying}
                  onClick={() => setTrying((on) => !on)}
                >
                  {t(trying ? "try.leave" : "try.enter")}
                </Button>
              </>
            }
            palette={<Palette onAdded={() => setPane("canvas")} />}
            canvas={<Canvas />}
            properties={<Properties />}
            instead={trying ? <TryPanel /> : undefined}
            problems={<ProblemBar problems={problems} />}
          />
        </DragSurface>
      </DeskRefContext>
      {open === "publish" && !waiting ? (
        <PublishDialog
          ids={ahead}
          differences={differences}
          flush={session.flush}
          onClose={() => setOpen(undefined)}
          onPublished={published}
        />
      ) : null}
      {open === "versions" ? (
        <VersionsDialog
          id={formId}
          personName={words.personName}
          onClose={() => setOpen(undefined)}
          onTake={(number, document) =>
            session.replace(
              { ...view.workbench, [formId]: document },
              { key: "step.version", params: { number } },
            )
          }
        />
      ) : null}
    </DeskContext>
  );
}
