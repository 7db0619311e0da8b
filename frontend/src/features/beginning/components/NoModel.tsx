import { Sparkles } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import style from "./beginning.module.css";

const settings = ["DOUGONG_AI_URL", "DOUGONG_AI_MODEL", "DOUGONG_AI_KEY", "DOUGONG_EGRESS_ALLOW"] as const;

/** This way is closed: why, who can open it and with which settings. */
export function NoModel() {
  const { t } = useTranslation("beginning");
  const navigate = useNavigate();
  return (
    <>
      <EmptyState
        compact
        icon={<Sparkles />}
        title={t("noModel.title")}
        hint={t("noModel.hint")}
        action={<Button onClick={() => void navigate("/begin")}>{t("noModel.other")}</Button>}
      />
      <dl className={style.settings}>
        {settings.map((one) => (
          <div key={one}>
            <dt>
              <code>{one}</code>
            </dt>
            <dd>{t(`noModel.${one}`)}</dd>
          </div>
        ))}
      </dl>
      <p className={style.meta}>{t("noModel.safe")}</p>
    </>
  );
}
