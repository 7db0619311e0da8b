import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BlockDocument } from "@/api/documents";
import { Tabs } from "@/ui-phone/Tabs";
import { RecordBlock, type RecordBlockProps } from "./RecordBlock";
import style from "./record.module.css";

export type RecordBlocksProps = Omit<RecordBlockProps, "block"> & {
  /** Says what the tabs are about. */
  readonly label: string;
  readonly blocks: readonly BlockDocument[];
};

/** The blocks of one place: a single one stands alone, several share the place as tabs. */
export function RecordBlocks({ label, blocks, ...shown }: RecordBlocksProps) {
  const { t } = useTranslation("records");
  const [chosen, setChosen] = useState<string>();
  const current = blocks.find((block) => block.id === chosen) ?? blocks[0];
  if (!current) return null;
  const nameOf = (block: BlockDocument) => block.name || t(`record.tab.${block.kind}`);
  const place = current.kind === "details" ? style.detailsTab : style.tab;
  if (blocks.length === 1)
    return (
      <div className={place}>
        {current.kind === "details" || current.records ? null : (
          <h2 className={style.alone}>{nameOf(current)}</h2>
        )}
        <RecordBlock {...shown} block={current} />
      </div>
    );
  return (
    <Tabs
      label={label}
      tabs={blocks.map((block) => ({ key: block.id, label: nameOf(block) }))}
      current={current.id}
      onChange={setChosen}
    >
      <div className={place}>
        <RecordBlock key={current.id} {...shown} block={current} />
      </div>
    </Tabs>
  );
}
