import { Milestone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/shared/Button";
import { useDesk } from "../DeskContext";
import { addGate } from "../model/stageDeeds";
import style from "./Canvas.module.css";
import { GateBlock } from "./GateBlock";

/** How records move on: stages in their order, and what must be there before one is left. */
export function StageSheet({ onProperties }: { readonly onProperties: () => void }) {
  const { t } = useTranslation("entityDesigner");
  const { entity, run } = useDesk();
  const gates = entity.gates ?? [];
  const free = entity.fields.filter(
    (field) => field.type === "choice" && !gates.some((gate) => gate.field === field.id),
  );
  return (
    <div data-canvas="" className={style.sheet}>
      {gates.length === 0 ? <p className={style.hint}>{t("stage.none")}</p> : null}
      {gates.map((gate) => (
        <GateBlock key={gate.id} gate={gate} onProperties={onProperties} />
      ))}
      <div className={style.offers}>
        {free.map((field) => (
          <Button key={field.id} icon={<Milestone size={15} />} onClick={() => run(addGate(entity, field))}>
            {t("stage.begin", { name: field.name })}
          </Button>
        ))}
      </div>
      {gates.length + free.length === 0 ? <p className={style.hint}>{t("stage.needsChoice")}</p> : null}
    </div>
  );
}
