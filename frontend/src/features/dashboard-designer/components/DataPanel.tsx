import { DndContext, DragOverlay, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldIcon } from "@/designing/fields/FieldIcon";
import { SelectField } from "@/ui/page/SelectField";
import { SearchInput } from "@/ui/shared/SearchInput";
import { useBoard } from "../BoardContext";
import { groupable, type PathField, roleOf } from "../model/fields";
import { emptyWells, taken, toggled, type WellName, type Wells, wellNames, wellOf } from "../model/wells";
import { usePaths } from "../usePaths";
import { DataField } from "./DataField";
import style from "./Panel.module.css";
import { Proposals } from "./Proposals";
import { TypeList } from "./TypeList";
import { Well } from "./Well";

const pointer = { activationConstraint: { distance: 8 } };

/** From data to a picture: fields go into wells, the best charts for them are drawn at once, a click puts one up. */
export function DataPanel({ onAdded }: { readonly onAdded: () => void }) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, entities, entityOf } = useBoard();
  const [chosen, setChosen] = useState<string>();
  const [sought, setSought] = useState("");
  const [wells, setWells] = useState<Wells>(emptyWells);
  const [carried, setCarried] = useState<PathField>();
  const sensors = useSensors(useSensor(PointerSensor, pointer));
  const first = board.widgets.map(entityOf).find((one) => one !== undefined) ?? entities[0];
  const entity = entities.find((one) => one.id === chosen) ?? first;
  const { entity: document, paths } = usePaths(entity?.key);
  const text = sought.trim().toLowerCase();
  const shown = paths.filter(
    (one) => groupable(one.field) && (text === "" ? !one.path.includes(".") : fits(one, text)),
  );
  const put = (one: PathField, well: WellName) => setWells((before) => taken(before, one.path, well));
  const chosenAny = wellNames.some((name) => wells[name].length > 0);
  const targets = paths.filter(
    (one) =>
      !one.path.includes(".") && wellOf(one.field).includes("target") && !wells.measures.includes(one.path),
  );
  if (!entity) return <p className={style.palette}>{t("data.none")}</p>;
  return (
    <DndContext
      sensors={sensors}
      onDragStart={({ active }) => setCarried(active.data.current?.field as PathField)}
      onDragCancel={() => setCarried(undefined)}
      onDragEnd={({ over }) => {
        if (carried && over) put(carried, over.id as WellName);
        setCarried(undefined);
      }}
    >
      <div className={style.palette}>
        <SelectField
          label={t("data.entity")}
          value={entity.id}
          options={entities.map((one) => ({ id: one.id, label: one.name }))}
          onChange={(id) => {
            setChosen(id);
            setWells(emptyWells);
          }}
        />
        {wellNames.map((name) => (
          <Well
            key={name}
            name={name}
            fields={wells[name].flatMap((path) => paths.find((one) => one.path === path) ?? [])}
            fits={carried ? wellOf(carried.field).includes(name) : undefined}
            offers={name === "target" && wells.measures.length > 0 ? targets : []}
            onTake={(path) => setWells((before) => taken(before, path, name))}
            onRemove={(path) => setWells((before) => toggled(before, path, name))}
          />
        ))}
        <SearchInput label={t("data.search")} value={sought} onChange={setSought} />
        <section className={style.group} aria-label={t("data.fields")}>
          <h2>{t("data.fields")}</h2>
          <ul className={style.fields} data-short={chosenAny || undefined}>
            {shown.map((one) => (
              <li key={one.path}>
                <DataField
                  field={one}
                  pressed={wellNames.some((name) => wells[name].includes(one.path))}
                  onClick={() =>
                    setWells((before) =>
                      toggled(before, one.path, roleOf(one.field) === "measure" ? "measures" : "dimensions"),
                    )
                  }
                />
              </li>
            ))}
          </ul>
          {text === "" && paths.some((one) => one.path.includes(".")) ? (
            <p className={style.hint}>{t("data.linked")}</p>
          ) : null}
        </section>
        <Proposals
          entity={entity.id}
          wells={wells}
          onAdded={() => {
            setWells(emptyWells);
            onAdded();
          }}
        />
        {document ? <TypeList entity={document} onAdded={onAdded} /> : null}
      </div>
      <DragOverlay dropAnimation={null}>
        {carried ? (
          <div className={style.carried}>
            <FieldIcon type={carried.field.type} />
            {carried.name}
          </div>
        ) : null}
      </DragOverlay>
    </DndContext>
  );
}

const fits = (one: PathField, text: string): boolean =>
  one.name.toLowerCase().includes(text) || one.field.key.toLowerCase().includes(text);
