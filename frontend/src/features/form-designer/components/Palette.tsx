import { useDraggable } from "@dnd-kit/core";
import { ClipboardList, PanelTop, Table2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { FieldIcon } from "@/designing/fields/FieldIcon";
import type { NewField } from "@/designing/fields/newFields";
import style from "@/designing/fields/Palette.module.css";
import { PasteList } from "@/designing/fields/PasteList";
import { recentTypes } from "@/designing/fields/recentTypes";
import { useTypeSearch } from "@/designing/fields/useTypeSearch";
import { Button } from "@/ui/shared/Button";
import { SearchInput } from "@/ui/shared/SearchInput";
import { useDesk } from "../DeskContext";
import { addNew, addSection, type Carried, spotAfter } from "../model/deeds";
import { placedIds } from "../model/documents";

/** Everything that can be put on the form: fields that the entity has, and new ones by type. */
export function Palette({ onAdded }: { readonly onAdded: () => void }) {
  const { t } = useTranslation("designing");
  const desk = useDesk();
  const [pasting, setPasting] = useState(false);
  const section = () => {
    const command = addSection(desk, desk.selection, t("new.section"));
    if (desk.run(command)) desk.select({ kind: "section", id: command.section.id });
  };
  const addList = (wanted: readonly NewField[]) => {
    const command = addNew(desk, wanted, spotAfter(desk, desk.selection), desk.names);
    if (desk.run(command)) desk.select({ kind: "fields", ids: command.places.map((place) => place.field) });
  };
  return (
    <div className={style.palette}>
      <div className={style.more}>
        <Button size="small" icon={<ClipboardList size={14} />} onClick={() => setPasting(true)}>
          {t("paste.open")}
        </Button>
        <Button size="small" icon={<PanelTop size={14} />} onClick={section}>
          {t("palette.section")}
        </Button>
        <Link className={style.entity} to={`/design/entities/${desk.entity.id}`}>
          <Table2 size={14} aria-hidden="true" />
          {t("palette.entity")}
        </Link>
      </div>
      <FieldFinder draggable onAdded={onAdded} />
      {pasting ? <PasteList onAdd={addList} onClose={() => setPasting(false)} /> : null}
    </div>
  );
}

export type FieldFinderProps = {
  /** In the palette fields can be dragged; in the list that `/` opens they are clicked. */
  readonly draggable?: boolean;
  readonly onAdded: () => void;
};

type Offer = {
  readonly key: string;
  readonly type: string;
  readonly label: string;
  readonly carried: Carried;
};

/** Search over both; Enter takes the first that was found. */
export function FieldFinder({ draggable = false, onAdded }: FieldFinderProps) {
  const { t } = useTranslation("designing");
  const { form, entity, add } = useDesk();
  const [sought, setSought] = useState("");
  const text = sought.trim().toLowerCase();
  const fits = (...words: readonly string[]) => words.some((word) => word.toLowerCase().includes(text));
  const typeOffer = (type: string, group: string): Offer => {
    const label = t(`type.${type}`);
    return { key: `${group}.${type}`, type, label, carried: { kind: "new", type, label } };
  };
  const placed = new Set(placedIds(form));
  const existing = entity.fields
    .filter((field) => !placed.has(field.id) && fits(field.name, field.key))
    .map(
      (field): Offer => ({
        key: `field.${field.id}`,
        type: field.type,
        label: field.name,
        carried: { kind: "existing", field: field.id },
      }),
    );
  const fresh = useTypeSearch(sought).map((type) => typeOffer(type, "new"));
  const recent = text === "" ? recentTypes().map((type) => typeOffer(type, "recent")) : [];
  const take = ({ carried }: Offer) => {
    if (carried.kind !== "new") add({ field: carried.field });
    else add({ type: carried.type });
    onAdded();
  };
  const groups = [
    { key: "existing", offers: existing },
    { key: "recent", offers: recent },
    { key: "new", offers: fresh },
  ].filter((group) => group.offers.length > 0);
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const first = groups[0]?.offers[0];
          if (first) take(first);
        }}
      >
        <SearchInput label={t("palette.search")} value={sought} onChange={setSought} />
      </form>
      {groups.map((group) => (
        <section key={group.key} className={style.group} aria-label={t(`palette.${group.key}`)}>
          <h2>{t(`palette.${group.key}`)}</h2>
          <ul className={style.items} data-single={group.key === "existing" || undefined}>
            {group.offers.map((offer) => (
              <li key={offer.key}>
                {draggable ? (
                  <DraggableOffer offer={offer} onTake={() => take(offer)} />
                ) : (
                  <button type="button" className={style.item} onClick={() => take(offer)}>
                    <OfferFace offer={offer} />
                  </button>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {groups.length === 0 ? <p>{t("palette.none")}</p> : null}
    </>
  );
}

const OfferFace = ({ offer }: { readonly offer: Offer }) => (
  <>
    <FieldIcon type={offer.type} />
    <span title={offer.label}>{offer.label}</span>
  </>
);

function DraggableOffer({ offer, onTake }: { readonly offer: Offer; readonly onTake: () => void }) {
  const { setNodeRef, listeners } = useDraggable({
    id: offer.key,
    data: { carried: offer.carried, label: offer.label },
  });
  // Enter and Space add by click; the keyboard moves what is on the form, not what is in the palette.
  const { onKeyDown: _keys, ...pointer } = listeners ?? {};
  return (
    <button ref={setNodeRef} type="button" className={style.item} {...pointer} onClick={onTake}>
      <OfferFace offer={offer} />
    </button>
  );
}
