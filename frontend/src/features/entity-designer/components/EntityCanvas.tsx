import { useTranslation } from "react-i18next";
import { Tabs } from "@/ui-phone/Tabs";
import { useDesk } from "../DeskContext";
import style from "./Canvas.module.css";
import { FieldTable } from "./FieldTable";
import { StageSheet } from "./StageSheet";
import { UserList } from "./UserList";

export const sheets = ["fields", "stages", "users"] as const;
export type Sheet = (typeof sheets)[number];

export type EntityCanvasProps = {
  readonly sheet: Sheet;
  readonly onSheet: (sheet: Sheet) => void;
  /** Shows the properties where the window has room for one part alone. */
  readonly onProperties: () => void;
};

/** One entity from three sides: what it holds, how records move on, who builds upon it. */
export function EntityCanvas({ sheet, onSheet, onProperties }: EntityCanvasProps) {
  const { t } = useTranslation("entityDesigner");
  const { entity, users, parts } = useDesk();
  const counts: Readonly<Record<Sheet, number | undefined>> = {
    fields: entity.fields.length,
    stages: entity.gates?.length,
    users: users?.object.length,
  };
  return (
    <div className={style.canvas}>
      <Tabs
        label={t("sheet.label")}
        tabs={sheets.map((key) => {
          const count = counts[key];
          return { key, label: t(`sheet.${key}`), ...(count === undefined ? {} : { count }) };
        })}
        current={sheet}
        onChange={(key) => onSheet(key as Sheet)}
      >
        <div className={style.sheet}>
          {sheet === "fields" ? <FieldTable onProperties={onProperties} /> : null}
          {sheet === "stages" ? <StageSheet onProperties={onProperties} /> : null}
          {sheet === "users" ? (
            <>
              <p className={style.hint}>{t("users.entityHint")}</p>
              <UserList self={entity.id} users={users?.object} designerOf={parts.designerOf} />
            </>
          ) : null}
        </div>
      </Tabs>
    </div>
  );
}
