import { useParams } from "react-router";
import { NotOpened } from "@/designing/parts/NotOpened";
import { Skeleton } from "@/ui/shared/Skeleton";
import { EntityDesigner } from "../components/EntityDesigner";
import type { EntityParts } from "../parts";
import { useOpenedEntity } from "../useOpenedEntity";

export function EntityDesignerPage(parts: EntityParts) {
  const { entity: id = "" } = useParams();
  const { opened, problem } = useOpenedEntity(id);
  if (problem) return <NotOpened problem={problem} />;
  if (!opened) return <Skeleton lines={8} />;
  return <EntityDesigner key={opened.entityId} {...opened} parts={parts} />;
}
