import { RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { EntityDocument } from "@/api/documents";
import { IconButton } from "@/ui/shared/IconButton";
import { groupFields } from "../model/fields";
import style from "./toolbar.module.css";

export type ListToolbarProps = {
  readonly entity: EntityDocument;
  readonly view: ReactNode;
  readonly filters: ReactNode;
  /** Key of the field that is grouped by; empty for none, undefined where the layout has no groups. */
  readonly group: string | undefined;
  readonly onGroup: (key: string) => void;
  /** Somebody else has changed records since the list was read. */
  readonly outdated: boolean;
  readonly onRefresh: () => void;
  readonly actions: ReactNode;
};

export function ListToolbar({
  entity,
  view,
  filters,
  group,
  onGroup,
  outdated,
  onRefresh,
  actions,
}: ListToolbarProps) {
  const { t } = useTranslation("records");
  return (
    <div className={style.bar} role="toolbar" aria-label={t("toolbar")}>
      {view}
      {filters}
      {group === undefined ? null : (
        <label className={style.group}>
          <span>{t("group.label")}</span>
          <select value={group} onChange={(event) => onGroup(event.target.value)}>
            <option value="">{t("group.off")}</option>
            {groupFields(entity).map((field) => (
              <option key={field.id} value={field.key}>
                {field.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <span className={style.end}>
        {outdated ? (
          <button type="button" className={style.outdated} onClick={onRefresh}>
            {t("outdated")}
          </button>
        ) : (
          <IconButton size="small" label={t("refresh")} icon={<RefreshCw />} onClick={onRefresh} />
        )}
        {actions}
      </span>
    </div>
  );
}
