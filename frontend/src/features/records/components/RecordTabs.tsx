import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import type { RecordValues } from "@/api/records";
import type { CellWords } from "@/field-cells/cell";
import { Tabs } from "@/ui-phone/Tabs";
import { ApprovalsTab } from "./ApprovalsTab";
import { CommentsTab } from "./CommentsTab";
import { HistoryTab } from "./HistoryTab";
import { RelatedTab } from "./RelatedTab";
import style from "./record.module.css";

export type RecordTabsProps = {
  readonly entity: EntityDocument;
  readonly record: RecordValues;
  readonly words: CellWords;
};

const names = ["history", "approvals", "related", "comments"] as const;

export function RecordTabs({ entity, record, words }: RecordTabsProps) {
  const { t } = useTranslation("records");
  const [tab, setTab] = useState<string>("history");
  return (
    <Tabs
      label={t("record.tabs")}
      tabs={names.map((name) => ({ key: name, label: t(`record.tab.${name}`) }))}
      current={tab}
      onChange={setTab}
    >
      <div className={style.tab}>
        {tab === "history" ? (
          <HistoryTab entity={entity} record={record.id} version={record.version} words={words} />
        ) : null}
        {tab === "approvals" ? <ApprovalsTab entity={entity.key} record={record.id} /> : null}
        {tab === "related" ? <RelatedTab entity={entity} record={record.id} words={words} /> : null}
        {tab === "comments" ? <CommentsTab entity={entity.key} record={record.id} words={words} /> : null}
      </div>
    </Tabs>
  );
}
