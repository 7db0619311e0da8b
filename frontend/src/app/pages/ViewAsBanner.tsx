import { Eye } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { endView } from "@/api/viewAs";
import { keptView } from "@/api/viewKept";
import { formatMoment } from "@/lib/moments";
import { Button } from "@/ui/shared/Button";
import style from "./ViewAsBanner.module.css";

/** Never to be missed: what is on the page is what somebody else would see. */
export function ViewAsBanner() {
  const { t } = useTranslation("shell");
  const [view] = useState(keptView);
  const [busy, setBusy] = useState(false);
  if (!view) return null;
  const end = () => {
    setBusy(true);
    void endView(view);
  };
  return (
    <section className={style.banner} aria-label={t("viewAs.label")}>
      <Eye size={16} aria-hidden="true" />
      <strong>{t("viewAs.who", { name: view.name })}</strong>
      <span>{t("viewAs.what", { time: formatMoment(view.ends) })}</span>
      <Button size="small" busy={busy} onClick={end}>
        {t("viewAs.end")}
      </Button>
    </section>
  );
}
