import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FieldIcon } from "@/designing/fields/FieldIcon";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { SearchInput } from "@/ui/shared/SearchInput";
import { useBoard } from "../BoardContext";
import { filters, type PathField } from "../model/fields";
import { useAddFilter } from "../useFilters";
import { usePaths } from "../usePaths";
import style from "./Panel.module.css";

/** Fields of everything on the board; a click adds the filter and wires it. */
export function FilterFinder({ onAdded }: { readonly onAdded: () => void }) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, entityOf, entities } = useBoard();
  const [sought, setSought] = useState("");
  const [problem, setProblem] = useState<unknown>();
  const add = useAddFilter();
  const shown = [...new Set(board.widgets.flatMap((card) => entityOf(card) ?? []))];
  const take = async (entity: string, field: PathField) => {
    try {
      await add(entity, field);
      onAdded();
    } catch (refusal) {
      setProblem(refusal);
    }
  };
  return (
    <div className={style.finder}>
      <SearchInput label={t("data.search")} value={sought} onChange={setSought} />
      {problem ? <ProblemNotice problem={problem} /> : null}
      {(shown.length > 0 ? shown : entities.slice(0, 1)).map((entity) => (
        <Offers key={entity.id} entity={entity} sought={sought} onTake={take} />
      ))}
    </div>
  );
}

type OffersProps = {
  readonly entity: { readonly id: string; readonly key: string; readonly name: string };
  readonly sought: string;
  readonly onTake: (entity: string, field: PathField) => Promise<void>;
};

function Offers({ entity, sought, onTake }: OffersProps) {
  const { paths } = usePaths(entity.key);
  const text = sought.trim().toLowerCase();
  const found = paths.filter((one) => filters(one.field) && one.name.toLowerCase().includes(text));
  if (found.length === 0) return null;
  return (
    <section className={style.group} aria-label={entity.name}>
      <h3>{entity.name}</h3>
      <ul className={style.fields}>
        {found.map((one) => (
          <li key={one.path}>
            <button type="button" className={style.field} onClick={() => void onTake(entity.id, one)}>
              <FieldIcon type={one.field.type} />
              <span>{one.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
