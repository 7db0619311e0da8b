import { useParams } from "react-router";
import { NotOpened } from "@/designing/parts/NotOpened";
import { Skeleton } from "@/ui/shared/Skeleton";
import { RecordPageDesigner } from "../components/page/RecordPageDesigner";
import type { PageParts } from "../pageParts";
import { useOpenedEntity } from "../useOpenedEntity";

export function RecordPageDesignerPage(parts: PageParts) {
  const { entity: id = "" } = useParams();
  const { opened, problem } = useOpenedEntity(id);
  if (problem) return <NotOpened problem={problem} />;
  if (!opened) return <Skeleton lines={8} />;
  return <RecordPageDesigner key={opened.entityId} {...opened} parts={parts} />;
}
