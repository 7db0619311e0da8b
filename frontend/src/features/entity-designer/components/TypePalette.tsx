import { useDraggable } from "@dnd-kit/core";
import { ClipboardList, Sigma } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldIcon } from "@/designing/fields/FieldIcon";
import style from "@/designing/fields/Palette.module.css";
import { PasteList } from "@/designing/fields/PasteList";
import { recentTypes } from "@/designing/fields/recentTypes";
import { useTypeSearch } from "@/designing/fields/useTypeSearch";
import { Button } from "@/ui/shared/Button";
import { SearchInput } from "@/ui/shared/SearchInput";
import { useDesk } from "../DeskContext";
import { type JoinedType, newComputed, offeredComputed } from "../model/computed";
import { addFields, spotAfter } from "../model/deeds";

/** Everything that a field can be; a click adds one after the selection. */
export function TypePalette({ onAdded }: { readonly onAdded: () => void }) {
  const { t } = useTranslation("entityDesigner");
  const { add } = useDesk();
  const [pasting, setPasting] = useState(false);
  return (
    <div className={style.palette}>
      <div className={style.more}>
        <Button size="small" icon={<ClipboardList size={14} />} onClick={() => setPasting(true)}>
          {t("palette.paste")}
        </Button>
      </div>
      <TypeFinder draggable onAdded={onAdded} />
      {pasting ? <PasteList onAdd={add} onClose={() => setPasting(false)} /> : null}
    </div>
  );
}

export type TypeFinderProps = {
  /** In the palette types can be dragged; in the list that `/` opens they are clicked. */
  readonly draggable?: boolean;
  readonly onAdded: () => void;
};

/** Enter takes the first that was found. */
export function TypeFinder({ draggable = false, onAdded }: TypeFinderProps) {
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const { add } = useDesk();
  const addComputed = useAddComputed();
  const [sought, setSought] = useState("");
  const fresh = useTypeSearch(sought);
  const recent = sought.trim() === "" ? recentTypes() : [];
  const computed = useComputedSearch(sought);
  const take = (type: string) => {
    add([{ label: t(`designing:type.${type}`), type }]);
    onAdded();
  };
  const takeComputed = (type: JoinedType) => {
    addComputed(type);
    onAdded();
  };
  const takeFirst = () => {
    const [type] = fresh;
    const [made] = computed;
    if (type) take(type);
    else if (made) takeComputed(made);
  };
  const groups = [
    { key: "recent", types: recent },
    { key: "new", types: fresh },
  ].filter((group) => group.types.length > 0);
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          takeFirst();
        }}
      >
        <SearchInput label={t("designing:palette.search")} value={sought} onChange={setSought} />
      </form>
      {groups.map((group) => (
        <section key={group.key} className={style.group} aria-label={t(`designing:palette.${group.key}`)}>
          <h2>{t(`designing:palette.${group.key}`)}</h2>
          <ul className={style.items}>
            {group.types.map((type) => (
              <li key={type}>
                <TypeItem type={type} place={group.key} draggable={draggable} onTake={() => take(type)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {computed.length > 0 ? (
        <section className={style.group} aria-label={t("palette.computed")}>
          <h2>{t("palette.computed")}</h2>
          <ul className={style.items}>
            {computed.map((type) => (
              <li key={type}>
                <button type="button" className={style.item} onClick={() => takeComputed(type)}>
                  <Sigma size={14} aria-hidden="true" />
                  <span>{t(`designing:type.${type}`)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {fresh.length + computed.length === 0 ? <p>{t("designing:palette.none")}</p> : null}
    </>
  );
}

type TypeItemProps = {
  readonly type: string;
  /** Of the same type there may be one among the recent ones too. */
  readonly place: string;
  readonly draggable: boolean;
  readonly onTake: () => void;
};

function TypeItem({ type, place, draggable, onTake }: TypeItemProps) {
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const label = t(`designing:type.${type}`);
  const { setNodeRef, listeners } = useDraggable({
    id: `${place}.${type}`,
    disabled: !draggable,
    data: { carried: { kind: "new", type, label }, label },
  });
  // Enter and Space add by click; the keyboard moves what is in the table, not what is in the palette.
  const { onKeyDown: _keys, ...pointer } = listeners ?? {};
  return (
    <button
      ref={setNodeRef}
      type="button"
      className={style.item}
      {...(draggable ? pointer : {})}
      onClick={onTake}
    >
      <FieldIcon type={type} />
      <span title={label}>{label}</span>
    </button>
  );
}

function useComputedSearch(sought: string): readonly JoinedType[] {
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const { entity, siblings } = useDesk();
  const text = sought.trim().toLowerCase();
  return offeredComputed(entity, siblings).filter(
    (type) => t(`designing:type.${type}`).toLowerCase().includes(text) || type.includes(text),
  );
}

/** A computed field begins with what can be computed at once; its settings say what instead. */
function useAddComputed() {
  const { t } = useTranslation(["entityDesigner", "designing"]);
  const { entity, siblings, selection, run, select } = useDesk();
  return (type: JoinedType) => {
    const field = newComputed(entity, siblings, type, t(`designing:type.${type}`));
    if (field && run(addFields(entity, [field], spotAfter(entity, selection)))) {
      select({ kind: "field", id: field.id });
    }
  };
}
