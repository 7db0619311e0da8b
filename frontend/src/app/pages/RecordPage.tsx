import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useEntity } from "@/features/records/useEntity";
import { PageTitle } from "@/features/shell/PageTitle";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { PageWaiting } from "../PageWaiting";
import { DesignRecordPageLink } from "./DesignRecordPageLink";
import { RecordPanel } from "./RecordPanel";

export function RecordPage() {
  const { entity: key = "", record = "" } = useParams();
  const navigate = useNavigate();
  const [title, setTitle] = useState("");
  const { entity, problem } = useEntity(key);
  if (problem) return <ProblemNotice problem={problem} />;
  if (!entity) return <PageWaiting />;
  return (
    <>
      <PageTitle
        title={title ? `${title} · ${entity.name}` : entity.name}
        actions={<DesignRecordPageLink entity={entity} record={record} />}
      />
      <RecordPanel
        key={record}
        entity={entity}
        record={record}
        form={undefined}
        onTitle={setTitle}
        onWritten={() => undefined}
        onGone={() => void navigate(-1)}
      />
    </>
  );
}
