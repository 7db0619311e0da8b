import { useDraggable } from "@dnd-kit/core";
import {
  AlignLeft,
  Heading,
  LayoutGrid,
  Link2,
  type LucideIcon,
  Rows3,
  SeparatorHorizontal,
  Signature,
  Stamp,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import palette from "@/designing/fields/Palette.module.css";
import { newItemId } from "@/designing/ids";
import { systemKeys } from "@/lib/systemKeys";
import { useDesk } from "../DeskContext";
import { type NewBlock, placeAfter } from "../model/deeds";
import type { BlockType } from "../model/documents";

const icons: Readonly<Record<BlockType, LucideIcon>> = {
  heading: Heading,
  text: AlignLeft,
  fields: LayoutGrid,
  rows: Rows3,
  related: Link2,
  approvals: Stamp,
  signatures: Signature,
  page_break: SeparatorHorizontal,
};

/** So many fields or columns a new block begins with. */
const firstFields = 6;

type Offer = { readonly key: string; readonly label: string; readonly block: NewBlock };
export type BlockPaletteProps = { readonly onAdd: (block: NewBlock, before: string | null) => void };

/** Everything that can stand on the page; a click puts it after what is selected. */
export function BlockPalette({ onAdd }: BlockPaletteProps) {
  const { t } = useTranslation("printDesigner");
  const { print, selection } = useDesk();
  const groups = useOffers();
  return (
    <div className={palette.palette}>
      {groups
        .filter(({ offers }) => offers.length > 0)
        .map(({ key, offers }) => (
          <section key={key} className={palette.group} aria-label={t(`palette.${key}`)}>
            <h2>{t(`palette.${key}`)}</h2>
            <ul className={palette.items} data-single="">
              {offers.map((offer) => (
                <li key={offer.key}>
                  <OfferButton
                    offer={offer}
                    onTake={() => onAdd(offer.block, placeAfter(print, selection))}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

function useOffers(): readonly { readonly key: string; readonly offers: readonly Offer[] }[] {
  const { t } = useTranslation("printDesigner");
  const { entity, related } = useDesk();
  const plain = (block: NewBlock): Offer => ({
    key: block.type,
    label: t(`block.${block.type}`),
    block,
  });
  const own = entity.fields.filter((field) => !systemKeys.has(field.key));
  const simple = own.filter((field) => !["sub_table", "file", "photo"].includes(field.type));
  const fields = simple.slice(0, firstFields).map((field) => field.id);
  const places = (["we", "they"] as const).map((one) => ({
    id: newItemId("p"),
    name: t(`new.${one}`),
  }));
  return [
    {
      key: "words",
      offers: [
        plain({ type: "heading", text: t("new.heading", { name: entity.name }) }),
        plain({ type: "text", text: t("new.text") }),
        plain({ type: "fields", fields }),
      ],
    },
    {
      key: "tables",
      offers: [
        ...own
          .filter((field) => field.type === "sub_table")
          .map((field) => ({
            key: `rows.${field.id}`,
            label: field.name,
            block: {
              type: "rows" as const,
              title: field.name,
              rows: field.id,
              fields: (field.fields ?? []).slice(0, firstFields).map((column) => column.id),
              totals: [...(field.totals ?? [])],
            },
          })),
        ...related.map(({ entity: other, link, name }) => ({
          key: `related.${other.id}.${link.id}`,
          label: name,
          block: {
            type: "related" as const,
            title: name,
            entity: other.id,
            link: link.id,
            fields: other.fields
              .filter((field) => !systemKeys.has(field.key) && field.id !== link.id)
              .filter((field) => !["sub_table", "file", "photo", "long_text"].includes(field.type))
              .slice(0, firstFields - 1)
              .map((field) => field.id),
          },
        })),
      ],
    },
    {
      key: "formal",
      offers: [
        plain({ type: "approvals", title: t("block.approvals") }),
        plain({ type: "signatures", places }),
        plain({ type: "page_break" }),
      ],
    },
  ];
}

function OfferButton({ offer, onTake }: { readonly offer: Offer; readonly onTake: () => void }) {
  const Icon = icons[offer.block.type];
  const { setNodeRef, listeners } = useDraggable({
    id: `new.${offer.key}`,
    data: { carried: { fresh: offer.block }, label: offer.label },
  });
  // Enter and Space add by click; the keyboard moves what is on the page, not what is in the palette.
  const { onKeyDown: _keys, ...pointer } = listeners ?? {};
  return (
    <button ref={setNodeRef} type="button" className={palette.item} {...pointer} onClick={onTake}>
      <Icon aria-hidden="true" />
      <span title={offer.label}>{offer.label}</span>
    </button>
  );
}
