import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CheckDraft } from "@/designing/fields/documents";
import { newItemId } from "@/designing/ids";
import { TextSetting } from "@/designing/parts/Inputs";
import { Button } from "@/ui/shared/Button";
import { IconButton } from "@/ui/shared/IconButton";
import { useDesk } from "../DeskContext";
import { putCheck, removeCheck } from "../model/deeds";
import { FormulaBox } from "./FormulaBox";
import style from "./Properties.module.css";

/** Rules that every saved record keeps, with the sentence that people read where one does not. */
export function CheckRows() {
  const { t } = useTranslation("entityDesigner");
  const { entity, run } = useDesk();
  const [fresh, setFresh] = useState<CheckDraft>();
  const checks = entity.checks ?? [];
  const add = () =>
    setFresh({
      id: newItemId("c", new Set(checks.map((one) => one.id))),
      name: t("check.newName", { number: checks.length + 1 }),
      expression: "",
      message: "",
    });
  const put = (check: CheckDraft) => {
    const whole = check.expression.trim() !== "" && check.message.trim() !== "" && check.name.trim() !== "";
    if (whole && run(putCheck(entity, check))) setFresh(undefined);
    else if (fresh?.id === check.id) setFresh(check);
  };
  return (
    <fieldset className={style.block}>
      <legend>{t("check.title")}</legend>
      <p className={style.hint}>{t("check.hint")}</p>
      {[...checks, ...(fresh ? [fresh] : [])].map((check) => (
        <article key={check.id} className={style.card} aria-label={check.name}>
          <div className={style.line}>
            <strong>{check.name}</strong>
            <IconButton
              size="small"
              label={t("check.remove", { name: check.name })}
              icon={<Trash2 />}
              onClick={() => (check.id === fresh?.id ? setFresh(undefined) : run(removeCheck(entity, check)))}
            />
          </div>
          <FormulaBox
            label={t("check.expression")}
            expected="boolean"
            value={check.expression}
            onCommit={(expression) => put({ ...check, expression })}
          />
          <TextSetting
            label={t("check.message")}
            maxLength={200}
            value={check.message}
            onCommit={(message) => put({ ...check, message })}
          />
        </article>
      ))}
      {fresh ? (
        <p className={style.hint}>{t("check.unfinished")}</p>
      ) : (
        <Button size="small" look="quiet" icon={<Plus size={14} />} onClick={add}>
          {t("check.add")}
        </Button>
      )}
    </fieldset>
  );
}
