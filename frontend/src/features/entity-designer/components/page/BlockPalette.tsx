import { useDraggable } from "@dnd-kit/core";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Carrying } from "@/designing/drag/DropSurface";
import { FieldIcon } from "@/designing/fields/FieldIcon";
import style from "@/designing/fields/Palette.module.css";
import { match } from "@/lib/pinyin/matching";
import { SearchInput } from "@/ui/shared/SearchInput";
import { addBlock, addFact, blockSpot, factSpot, mayAddFact } from "../../model/pageDeeds";
import type { Carried } from "../../model/pageDropped";
import { freeFacts, freeKinds } from "../../model/pageOffers";
import { type Place, pageOf } from "../../model/recordPage";
import { usePageDesk } from "../../PageDeskContext";
import { BlockIcon } from "./BlockIcon";
import own from "./Page.module.css";

/** Everything that can stand on the page and does not yet; a click adds it after the selection. */
export function BlockPalette({ onAdded }: { readonly onAdded: () => void }) {
  return (
    <div className={style.palette}>
      <BlockFinder draggable onAdded={onAdded} />
    </div>
  );
}

export type BlockFinderProps = {
  /** In the palette things can be dragged; in the list that `/` opens they are clicked. */
  readonly draggable?: boolean;
  /** Where new blocks go; without it after the selection. */
  readonly place?: Place | "facts" | undefined;
  readonly onAdded: () => void;
};

type Offered = {
  readonly key: string;
  readonly name: string;
  readonly carried: Carried;
  readonly icon: ReactNode;
};

/** Enter takes the first that was found. */
export function BlockFinder({ draggable = false, place, onAdded }: BlockFinderProps) {
  const { t } = useTranslation("pageDesigner");
  const { entity, selection, select, run } = usePageDesk();
  const [sought, setSought] = useState("");
  const groups = useOffered(sought.trim(), place);
  const take = ({ carried, name }: Offered) => {
    if (carried.kind === "newBlock") {
      const spot = place && place !== "facts" ? { place, before: null } : blockSpot(entity, selection);
      const command = addBlock(entity, carried.made, spot, name);
      if (run(command)) select({ kind: "block", id: command.block.id });
    } else if (
      carried.kind === "newFact" &&
      run(addFact(entity, carried.id, factSpot(entity, selection), name))
    ) {
      select({ kind: "fact", id: carried.id });
    }
    onAdded();
  };
  const first = groups.find((group) => group.offers.length > 0)?.offers[0];
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (first) take(first);
        }}
      >
        <SearchInput label={t("palette.search")} value={sought} onChange={setSought} />
      </form>
      {groups.map(({ key, offers }) =>
        offers.length > 0 ? (
          <section key={key} className={style.group} aria-label={t(`palette.${key}`)}>
            <h2>{t(`palette.${key}`)}</h2>
            <ul className={style.items} data-single="">
              {offers.map((offer) => (
                <OfferItem key={offer.key} offer={offer} draggable={draggable} onTake={() => take(offer)} />
              ))}
            </ul>
          </section>
        ) : null,
      )}
      {first ? null : <p className={own.hint}>{t("palette.none")}</p>}
    </>
  );
}

function useOffered(sought: string, place: BlockFinderProps["place"]) {
  const { entity, document, lists, nameOf } = usePageDesk();
  const blocks: readonly Offered[] = freeKinds(pageOf(entity)).map((made) => ({
    key: made.kind,
    name: nameOf(made),
    carried: { kind: "newBlock", made, name: nameOf(made) },
    icon: <BlockIcon block={made} />,
  }));
  const listed: readonly Offered[] = lists.map(({ key, name, made }) => ({
    key,
    name,
    carried: { kind: "newBlock", made, name },
    icon: <BlockIcon block={made} />,
  }));
  const facts: readonly Offered[] = (mayAddFact(entity) ? freeFacts(entity, document) : []).map((field) => ({
    key: field.id,
    name: field.name,
    carried: { kind: "newFact", id: field.id, name: field.name },
    icon: <FieldIcon type={field.type} />,
  }));
  const found = (offers: readonly Offered[]) =>
    offers.filter((one) => sought === "" || match(one.name, sought) > 0);
  return [
    { key: "blocks", offers: place === "facts" ? [] : found(blocks) },
    { key: "lists", offers: place === "facts" ? [] : found(listed) },
    { key: "facts", offers: place === undefined || place === "facts" ? found(facts) : [] },
  ] as const;
}

type OfferItemProps = { readonly offer: Offered; readonly draggable: boolean; readonly onTake: () => void };

function OfferItem({ offer, draggable, onTake }: OfferItemProps) {
  const data = useMemo<Carrying<Carried>>(
    () => ({ carried: offer.carried, label: offer.name }),
    [offer.carried, offer.name],
  );
  const { setNodeRef, listeners } = useDraggable({ id: `new.${offer.key}`, disabled: !draggable, data });
  // Enter and Space add by click; the keyboard moves what is on the page, not what is in the palette.
  const { onKeyDown: _keys, ...pointer } = listeners ?? {};
  return (
    <li>
      <button
        ref={setNodeRef}
        type="button"
        className={style.item}
        {...(draggable ? pointer : {})}
        onClick={onTake}
      >
        {offer.icon}
        <span title={offer.name}>{offer.name}</span>
      </button>
    </li>
  );
}
