/** What the designer of the record page shows of the runtime: titles, facts and blocks of a real record. */
import { useMemo } from "react";
import type { PageParts } from "@/features/entity-designer/pageParts";
import { useLayout } from "@/features/forms/useLayout";
import { RecordBlock } from "@/features/records/components/RecordBlock";
import { RecordFacts } from "@/features/records/components/RecordFacts";
import { titleOfRecord } from "@/features/records/model/fields";
import { formOf } from "@/features/records/model/page";
import { useRecord } from "@/features/records/useRecord";
import { FieldValue } from "@/field-cells/FieldValue";
import { restrictedIn } from "@/field-cells/restricted";
import { useCellWords } from "@/field-cells/useCellWords";
import { isEmpty, type Json } from "@/lib/json";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { Skeleton } from "@/ui/shared/Skeleton";
import { designerOf } from "../designers";
import style from "./pages.module.css";

const RecordTitle: PageParts["RecordTitle"] = ({ entity, running, record }) => {
  const { data } = useRecord(running, record);
  return (data && titleOfRecord(running, data)) || entity.name;
};

const FactValue: PageParts["FactValue"] = ({ running, record, field }) => {
  const { data } = useRecord(running, record);
  const words = useCellWords();
  if (!data) return null;
  const value = (data[field.key] ?? null) as Json;
  const restricted = restrictedIn(data, field.key);
  if (isEmpty(value) && !restricted) return "—";
  return <FieldValue field={field} value={value} words={words} restricted={restricted} />;
};

const Block: PageParts["Block"] = ({ entity, running, record, block, form, wide }) => {
  const { data, error } = useRecord(running, record);
  const words = useCellWords();
  const still = useMemo(() => ({ ...entity, title: running.title, actions: [] }), [entity, running.title]);
  const layout = useLayout(still, formOf(running, form));
  if (error) return <ProblemNotice problem={error} />;
  if (!data || !layout) return <Skeleton lines={4} />;
  return (
    <div className={style.block}>
      <RecordBlock
        block={block}
        entity={still}
        record={data}
        words={words}
        wide={wide}
        details={<RecordFacts entity={still} form={layout} record={data} words={words} />}
      />
    </div>
  );
};

export const recordPageParts: PageParts = { RecordTitle, FactValue, Block, designerOf };
