import { useTranslation } from "react-i18next";
import { CheckField } from "@/ui/page/CheckField";
import { mayTake, placeKey } from "../model/choice";
import type { Conflict } from "../upgrade";
import style from "./market.module.css";
import { PlaceWords, SideValue } from "./PlaceWords";

export type ConflictChoiceProps = {
  readonly conflict: Conflict;
  readonly theirs: boolean;
  readonly onChange: (theirs: boolean) => void;
};

/** Both sides of one place; what is here stays unless the other is chosen. */
export function ConflictChoice({ conflict, theirs, onChange }: ConflictChoiceProps) {
  const { t } = useTranslation("market");
  const group = placeKey(conflict);
  return (
    <fieldset className={style.choice}>
      <legend>
        {conflict.name} · <PlaceWords place={conflict} />
      </legend>
      <p className={style.meta}>{t(`upgrade.reason.${conflict.reason}`, { count: conflict.records })}</p>
      <CheckField
        group={group}
        value={!theirs}
        onChange={() => onChange(false)}
        label={
          <>
            {t("upgrade.mine")}
            <SideValue value={conflict.mine} />
          </>
        }
      />
      <CheckField
        group={group}
        value={theirs}
        disabled={!mayTake(conflict)}
        onChange={() => onChange(true)}
        label={
          <>
            {t("upgrade.theirs")}
            <SideValue value={conflict.theirs} />
          </>
        }
      />
    </fieldset>
  );
}
