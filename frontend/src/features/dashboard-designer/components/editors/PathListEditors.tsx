/** Members of a card that are lists of fields in an order. */
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FieldDocument } from "@/api/documents";
import { moveBefore, stepTarget } from "@/designing/model/lists";
import { IconButton } from "@/ui/shared/IconButton";
import { useBoard } from "../../BoardContext";
import { setCard } from "../../model/deeds";
import type { CardDraft } from "../../model/documents";
import { filters } from "../../model/fields";
import { usePaths } from "../../usePaths";
import style from "../Panel.module.css";
import type { CardEditor } from "./editors";
import { PathSelect } from "./PathSelect";

type PathListProps = {
  readonly card: CardDraft;
  readonly member: "columns" | "drill";
  readonly fits: (field: FieldDocument) => boolean;
  readonly least: number;
  readonly most: number;
};

function PathList({ card, member, fits, least, most }: PathListProps) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run, entityOf } = useBoard();
  const { paths } = usePaths(entityOf(card)?.key);
  const listed = (card[member] ?? []) as unknown as readonly string[];
  const put = (next: readonly string[]) => run(setCard(board, card, { [member]: next }));
  const moved = (path: string, before: string | null) =>
    moveBefore(
      listed.map((id) => ({ id })),
      path,
      before,
    ).map((one) => one.id);
  const nameOf = (path: string) =>
    paths.find((one) => one.path === path)?.name ?? t("properties.unknownField");
  return (
    <fieldset className={style.rows}>
      <legend>{t(`properties.${member}`)}</legend>
      {listed.map((path) => {
        const name = nameOf(path);
        const up = stepTarget(listed, path, -1);
        const down = stepTarget(listed, path, 1);
        return (
          <div key={path} className={style.line}>
            <span>{name}</span>
            <IconButton
              size="small"
              label={t("properties.upOf", { name })}
              icon={<ArrowUp />}
              disabled={up === undefined}
              onClick={() => put(moved(path, up ?? null))}
            />
            <IconButton
              size="small"
              label={t("properties.downOf", { name })}
              icon={<ArrowDown />}
              disabled={down === undefined}
              onClick={() => put(moved(path, down ?? null))}
            />
            <IconButton
              size="small"
              label={t("properties.remove", { name })}
              icon={<Trash2 />}
              disabled={listed.length <= least}
              onClick={() => put(listed.filter((one) => one !== path))}
            />
          </div>
        );
      })}
      {listed.length < most ? (
        <PathSelect
          label={t(`properties.${member}Add`)}
          paths={paths.filter((one) => !listed.includes(one.path))}
          fits={fits}
          value=""
          none={t(`properties.${member}Add`)}
          onChange={(path) => (path ? put([...listed, path]) : undefined)}
        />
      ) : null}
    </fieldset>
  );
}

const shows = (field: FieldDocument): boolean => field.key !== "id" && field.key !== "version";

export const ColumnsEditor: CardEditor = function ColumnsEditor({ card }) {
  return <PathList card={card} member="columns" fits={shows} least={1} most={30} />;
};

/** The ways down a funnel: region, then team, then person. */
export const DrillEditor: CardEditor = function DrillEditor({ card }) {
  return <PathList card={card} member="drill" fits={filters} least={0} most={3} />;
};
