import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { meQuery } from "@/api/people";
import { records } from "@/api/records";
import { givenValues } from "@/features/forms/model/given";
import { startValues } from "@/features/forms/model/start";
import type { Values } from "@/features/forms/model/wire";
import { useChosenForm } from "@/features/forms/useChosenForm";
import { useFormEnvironment } from "@/features/forms/useFormEnvironment";
import { expandable } from "@/features/records/model/fields";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { PhoneShell } from "../PhoneShell";
import { PhoneForm } from "./PhoneForm";

/** A new record or a changed one, one section per screen. */
export function FormPage() {
  const { record: id } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { entity, form, problem } = useChosenForm();
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
  const start = useMemo<Values | undefined>(() => {
    if (!form || !entity || !environment) return undefined;
    if (id !== undefined) return record.data as unknown as Values | undefined;
    return startValues(form, entity.fields, environment, givenValues(entity.fields, search));
  }, [form, entity, environment, id, record.data, search]);
  const failed = problem ?? record.error;
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
