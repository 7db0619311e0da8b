import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { type DraftShown, drafts } from "@/designing/api";
import { NotOpened } from "@/designing/parts/NotOpened";
import { useEntityOf } from "@/designing/useEntityOf";
import { useSession } from "@/designing/useSession";
import { ViewDesigner } from "../components/ViewDesigner";
import { reduceView } from "../model/reduce";
import type { ViewDesignerParts } from "../parts";

const load = async (id: string): Promise<readonly DraftShown[]> => [await drafts.read(id)];

export function ViewDesignerPage(parts: ViewDesignerParts) {
  const { t } = useTranslation("viewDesigner");
  const { view: id = "" } = useParams();
  const { opened, problem, others } = useSession({ id, load, reduce: reduceView });
  const [loaded] = opened?.loaded ?? [];
  const { entity, instead } = useEntityOf(loaded, t("noEntity"));
  if (problem) return <NotOpened problem={problem} />;
  if (!opened || !loaded || !entity) return instead;
  return (
    <ViewDesigner
      key={loaded.id}
      session={opened.session}
      id={loaded.id}
      version={loaded.version}
      entity={entity}
      others={others}
      parts={parts}
    />
  );
}
