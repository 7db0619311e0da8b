import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { factsOf } from "@/designing/fieldDocuments";
import { fieldOf } from "@/designing/fields/documents";
import { CheckField } from "@/ui/page/CheckField";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { useDesk } from "../DeskContext";
import { setUnique } from "../model/deeds";
import style from "./Properties.module.css";

/** Sets of fields that no two records may share: together, where one alone may repeat. */
export function UniqueRows() {
  const { t } = useTranslation("entityDesigner");
  const { entity, run } = useDesk();
  const [chosen, setChosen] = useState<readonly string[]>();
  const namesOf = (ids: readonly string[]) => ids.map((id) => fieldOf(entity, id)?.name ?? id).join(" + ");
  const fit = entity.fields.filter((field) => factsOf(field.type)?.unique);
  const finish = () => {
    if (chosen && run(setUnique(entity, chosen, true))) setChosen(undefined);
  };
  return (
    <fieldset className={style.block}>
      <legend>{t("unique.title")}</legend>
      <p className={style.hint}>{t("unique.hint")}</p>
      <ul>
        {(entity.uniques ?? []).map((fields) => (
          <li key={fields.join()} className={style.line}>
            <span>{namesOf(fields)}</span>
            <IconButton
              size="small"
              label={t("unique.remove", { names: namesOf(fields) })}
              icon={<Trash2 />}
              onClick={() => run(setUnique(entity, fields, false))}
            />
          </li>
        ))}
      </ul>
      {chosen ? (
        <>
          {fit.map((field) => (
            <CheckField
              key={field.id}
              label={field.name}
              value={chosen.includes(field.id)}
              onChange={(on) =>
                setChosen(on ? [...chosen, field.id] : chosen.filter((id) => id !== field.id))
              }
            />
          ))}
          <div className={style.buttons}>
            <Button size="small" look="primary" disabled={chosen.length < 2} onClick={finish}>
              {t("unique.done")}
            </Button>
            <Button size="small" onClick={() => setChosen(undefined)}>
              {t("common:cancel")}
            </Button>
          </div>
        </>
      ) : (
        <Button size="small" look="quiet" icon={<Plus size={14} />} onClick={() => setChosen([])}>
          {t("unique.add")}
        </Button>
      )}
    </fieldset>
  );
}
