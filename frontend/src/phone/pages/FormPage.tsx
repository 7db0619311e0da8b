import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { formQuery } from "@/api/design";
import { meQuery } from "@/api/people";
import { records } from "@/api/records";
import { givenValues } from "@/features/forms/model/given";
import { formOfEntity, startValues } from "@/features/forms/model/start";
import type { Values } from "@/features/forms/model/wire";
import { useFormEnvironment } from "@/features/forms/useFormEnvironment";
import { expandable } from "@/features/records/model/fields";
import { useEntity } from "@/features/records/useEntity";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { PhoneShell } from "../PhoneShell";
import { PhoneForm } from "./PhoneForm";

/** A new record or a changed one, one section per screen. */
export function FormPage() {
  const { form: named, entity: key, record: id } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const wanted = named ?? search.get("form") ?? undefined;
  const byName = useQuery({ ...formQuery(wanted ?? ""), enabled: wanted !== undefined });
  const { entity, problem } = useEntity(key ?? byName.data?.entity_key);
  const first = entity?.forms[0]?.id;
  const fallback = useQuery({
    ...formQuery(first ?? ""),
    enabled: wanted === undefined && first !== undefined,
  });
  const environment = useFormEnvironment();
  const { data: me } = useQuery(meQuery);
  const record = useQuery({
    queryKey: ["records", entity?.key, "one", id],
    queryFn: ({ signal }) =>
      records.one(
        entity?.key ?? "",
        id ?? "",
        expandable((entity?.fields ?? []).map((field) => ({ field, key: field.key, linked: false }))),
        signal,
      ),
    enabled: entity !== undefined && id !== undefined,
  });
  const none = wanted === undefined && entity !== undefined && first === undefined;
  const form =
    byName.data ?? fallback.data ?? (none ? formOfEntity(entity.id, entity.name, entity.fields) : undefined);
  const start = useMemo<Values | undefined>(() => {
    if (!form || !entity || !environment) return undefined;
    if (id !== undefined) return record.data as unknown as Values | undefined;
    return startValues(form, entity.fields, environment, givenValues(entity.fields, search));
  }, [form, entity, environment, id, record.data, search]);
  const failed = problem ?? byName.error ?? record.error;
  if (entity && form && environment && me && start) {
    return (
      <PhoneForm
        entity={entity}
        form={form}
        environment={environment}
        person={me.person.id}
        record={record.data}
        start={start}
      />
    );
  }
  return (
    <PhoneShell title="" onBack={() => void navigate(-1)}>
      {failed ? <ProblemNotice problem={failed} /> : <Skeleton lines={8} />}
    </PhoneShell>
  );
}
