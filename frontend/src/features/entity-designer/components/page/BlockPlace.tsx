import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BlockDraft } from "@/designing/fields/documents";
import { IconButton } from "@/ui/shared/IconButton";
import { moveBlock, removeBlock, stepBlock } from "../../model/pageDeeds";
import { blocksIn, type Place, pageOf } from "../../model/recordPage";
import { usePageDesk } from "../../PageDeskContext";
import { BlockIcon } from "./BlockIcon";
import style from "./Page.module.css";
import type { OnInsert } from "./PageCanvas";
import { PageItem } from "./PageItem";

export type BlockPlaceProps = {
  readonly place: Place;
  readonly onInsert: OnInsert;
  readonly onShow: () => void;
};

/** The blocks of one place as tabs, and what the selected one shows. */
export function BlockPlace({ place, onInsert, onShow }: BlockPlaceProps) {
  const { t } = useTranslation(["pageDesigner", "designing"]);
  const { entity, selection, nameOf, run } = usePageDesk();
  const [last, setLast] = useState<string>();
  const page = pageOf(entity);
  const blocks = blocksIn(page, place);
  const chosen = blocks.find((one) => selection.kind === "block" && one.id === selection.id);
  if (chosen && chosen.id !== last) setLast(chosen.id);
  const shown = chosen ?? blocks.find((one) => one.id === last) ?? blocks[0];
  const other = place === "main" ? "side" : "main";
  return (
    <section className={style.place} data-group={place} data-row="" aria-label={t(`place.${place}`)}>
      <div className={style.tabs}>
        {blocks.map((block) => {
          const name = nameOf(block);
          return (
            <PageItem
              key={block.id}
              id={block.id}
              name={name}
              tab
              current={block === shown}
              selected={block === chosen}
              selection={{ kind: "block", id: block.id }}
              carried={{ kind: "block", id: block.id, name }}
              earlier={stepBlock(entity, block.id, -1, name)}
              later={stepBlock(entity, block.id, 1, name)}
              {...(block.kind === "details"
                ? {}
                : {
                    across: {
                      label: t("designing:menu.to", { name: t(`place.${other}`) }),
                      command: moveBlock(entity, block.id, { place: other, before: null }, name),
                    },
                    onRemove: () => void run(removeBlock(entity, block.id, name)),
                  })}
              onInsert={(anchor) => onInsert(anchor, place)}
              onShow={onShow}
            >
              <BlockIcon block={block} />
              {name}
            </PageItem>
          );
        })}
        <IconButton
          size="small"
          label={t("canvas.addTo", { name: t(`place.${place}`) })}
          icon={<Plus />}
          aria-haspopup="dialog"
          onClick={(event) => onInsert(event.currentTarget, place)}
        />
      </div>
      {shown ? (
        <Shown key={shown.id} block={shown} wide={place === "main"} />
      ) : (
        <p className={style.empty}>{t("canvas.emptySide")}</p>
      )}
    </section>
  );
}

function Shown({ block, wide }: { readonly block: BlockDraft; readonly wide: boolean }) {
  const { t } = useTranslation("pageDesigner");
  const { entity, document, running, sample, parts, shown } = usePageDesk();
  const { Block } = parts;
  if (!running || !sample)
    return <p className={style.empty}>{t(`about.${block.records ? "list" : block.kind}`)}</p>;
  return (
    <div className={style.content} inert>
      <Block
        entity={document}
        running={running}
        record={sample}
        block={shown(block)}
        form={entity.page?.form}
        wide={wide}
      />
    </div>
  );
}
