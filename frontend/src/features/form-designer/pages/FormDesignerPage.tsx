import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { entitiesQuery, entityToBuildQuery } from "@/api/design";
import { type DraftShown, drafts } from "@/designing/api";
import type { EntityDraft } from "@/designing/fields/documents";
import { NotOpened } from "@/designing/parts/NotOpened";
import { useSession } from "@/designing/useSession";
import { Skeleton } from "@/ui/shared/Skeleton";
import { FormDesigner } from "../components/FormDesigner";
import type { FormDraft } from "../model/documents";
import { reduceForm } from "../model/reduce";
import type { DesignerParts } from "../parts";

/** The form's draft and that of its entity: new fields are made in both. */
async function load(id: string): Promise<readonly DraftShown[]> {
  const form = await drafts.read(id);
  const entity = await drafts.read((form.document as FormDraft).entity);
  return [form, entity];
}

export function FormDesignerPage(parts: DesignerParts) {
  const { form: id = "" } = useParams();
  const { opened, problem, others } = useSession({ id, load, reduce: reduceForm });
  const entities = useQuery(entitiesQuery);
  const [form, entity] = opened?.loaded ?? [];
  const key = (entity?.document as EntityDraft | undefined)?.key;
  // An entity that was never published answers nothing here; its draft says all there is.
  const running = useQuery({
    ...entityToBuildQuery(key ?? ""),
    enabled: key !== undefined && entity?.version !== null,
  });
  if (problem) return <NotOpened problem={problem} />;
  const ready = opened && form && entity && entities.data && (entity.version === null || running.isFetched);
  if (!ready) return <Skeleton lines={8} />;
  return (
    <FormDesigner
      key={form.id}
      session={opened.session}
      formId={form.id}
      entityId={entity.id}
      versions={{ [form.id]: form.version, [entity.id]: entity.version }}
      entities={entities.data}
      running={running.data}
      others={others}
      parts={parts}
    />
  );
}
