import { useQueryClient } from "@tanstack/react-query";
import { Layers } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useCellWords } from "@/field-cells/useCellWords";
import { IconButton } from "@/ui/shared/IconButton";
import { useToast } from "@/ui-phone/toastContext";
import { drafts, type Published } from "../api";
import type { Command, Say } from "../model/command";
import { DesignerFrame, type DesignerFrameProps } from "./DesignerFrame";
import { type BarProblem, ProblemBar } from "./ProblemBar";
import { PublishDialog } from "./PublishDialog";
import { VersionsDialog } from "./VersionsDialog";

type OfFrame<C extends Command> = Omit<
  DesignerFrameProps<C>,
  "name" | "ahead" | "onPublish" | "onSaveCopy" | "problems"
>;

export type DesignerProps<C extends Command> = OfFrame<C> & {
  /** The document that the page is about. */
  readonly id: string;
  readonly differences: readonly Say[];
  /** Ids of the documents that a publish takes along. */
  readonly ahead: readonly string[];
  /** What runs now is not known yet. */
  readonly waiting: boolean;
  readonly problems: readonly BarProblem[];
  /** Where a document of this kind is designed. */
  readonly addressOf: (id: string) => string;
  readonly onPublished: (versions: Published["versions"]) => unknown;
  /** Said after a publish, where there is more to say than that it is done. */
  readonly said?: string;
  /** Offered after a publish: where to see it at work. */
  readonly afterwards?: { readonly label: string; readonly onSelect: () => void };
};

/** A designer of one document: its frame, its publication, its versions, and the copy that a conflict may ask for. */
export function Designer<C extends Command>(props: DesignerProps<C>) {
  const { id, differences, ahead, waiting, problems, addressOf, onPublished, said, afterwards, ...frame } =
    props;
  const { session, view, tools } = frame;
  const { t } = useTranslation("designing");
  const navigate = useNavigate();
  const client = useQueryClient();
  const toast = useToast();
  const { personName } = useCellWords();
  const [open, setOpen] = useState<"publish" | "versions">();
  const document = view.workbench[id];
  if (!document) return null;
  const saveCopy = async () => {
    const name = t("conflict.copyName", { name: document.name });
    const made = await drafts.create({ ...document, name });
    const onSelect = () => void navigate(addressOf(made.id));
    toast.show({ text: t("conflict.copied", { name }), action: { label: t("conflict.openCopy"), onSelect } });
  };
  const published = async ({ versions }: Published) => {
    await onPublished(versions);
    await client.invalidateQueries({ queryKey: ["design"] });
    toast.show({ text: said ?? t("publish.done"), ...(afterwards ? { action: afterwards } : {}) });
  };
  const allTools: ReactNode = (
    <>
      <IconButton label={t("versions.title")} icon={<Layers />} onClick={() => setOpen("versions")} />
      {tools}
    </>
  );
  return (
    <>
      <DesignerFrame
        {...frame}
        name={document.name}
        ahead={differences.length}
        onPublish={() => setOpen("publish")}
        onSaveCopy={saveCopy}
        tools={allTools}
        problems={<ProblemBar problems={problems} />}
      />
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
          id={id}
          personName={personName}
          onClose={() => setOpen(undefined)}
          onTake={(number, taken) =>
            session.replace({ ...view.workbench, [id]: taken }, { key: "step.version", params: { number } })
          }
        />
      ) : null}
    </>
  );
}
