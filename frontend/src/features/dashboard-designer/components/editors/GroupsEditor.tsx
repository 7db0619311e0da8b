import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { withMembers } from "@/designing/model/canonical";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { Select } from "@/ui/shared/Select";
import type { GroupSpec } from "@/widget-charts/widget";
import { useBoard } from "../../BoardContext";
import { groupOf, mostGroups } from "../../model/cards";
import { setCard } from "../../model/deeds";
import { groupDefaults, groupsOf } from "../../model/documents";
import { groupable, roleOf } from "../../model/fields";
import { usePaths } from "../../usePaths";
import style from "../Panel.module.css";
import type { CardEditor } from "./editors";
import { PathSelect } from "./PathSelect";

const buckets = ["day", "week", "month", "quarter", "year"] as const;

/** What the numbers are told apart by; dates fall into stretches. */
export const GroupsEditor: CardEditor = function GroupsEditor({ card }) {
  const { t } = useTranslation("dashboardDesigner");
  const { board, run, entityOf } = useBoard();
  const { paths } = usePaths(entityOf(card)?.key);
  const groups = groupsOf(card);
  const put = (next: readonly GroupSpec[]) =>
    run(setCard(board, card, { groups: next.map((one) => withMembers(one, {}, groupDefaults)) }));
  const set = (at: number, group: GroupSpec) => put(groups.map((one, place) => (place === at ? group : one)));
  const fresh = paths.find(
    (one) => roleOf(one.field) === "dimension" && !groups.some((group) => group.field === one.path),
  );
  return (
    <fieldset className={style.rows}>
      <legend>{t("well.dimensions")}</legend>
      {groups.map((group, at) => {
        const number = at + 1;
        const field = paths.find((one) => one.path === group.field)?.field;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the first is the axis, the second the series
          <div key={at} className={style.line}>
            <PathSelect
              label={t("properties.group", { number })}
              paths={paths}
              fits={groupable}
              value={group.field}
              onChange={(path, chosen) => set(at, chosen ? groupOf(path, chosen) : { field: path })}
            />
            {field && roleOf(field) === "time" ? (
              <Select
                wide
                label={t("properties.bucket", { number })}
                value={group.bucket ?? ""}
                {...(field.type === "date" ? { none: t("bucket.each") } : {})}
                options={buckets.map((bucket) => ({ id: bucket, label: t(`bucket.${bucket}`) }))}
                onChange={(bucket: string) => set(at, { ...group, bucket })}
              />
            ) : null}
            {card.type === "abc" ? null : (
              <IconButton
                label={t("properties.groupRemove", { number })}
                icon={<Trash2 />}
                onClick={() => put(groups.filter((one) => one !== group))}
              />
            )}
          </div>
        );
      })}
      {fresh && groups.length < mostGroups(card.type) ? (
        <Button
          size="small"
          look="quiet"
          icon={<Plus size={14} />}
          onClick={() => put([...groups, groupOf(fresh.path, fresh.field)])}
        >
          {t("properties.groupAdd")}
        </Button>
      ) : null}
    </fieldset>
  );
};
