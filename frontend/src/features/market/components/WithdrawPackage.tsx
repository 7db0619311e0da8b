import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Question } from "@/ui/page/Question";
import { Button } from "@/ui/shared/Button";
import { withdrawPackage } from "../api";
import style from "./market.module.css";

/** An uploaded package leaves the market; what was made from it stays. */
export function WithdrawPackage({ id }: { readonly id: string }) {
  const { t } = useTranslation("market");
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  return (
    <div className={style.installed}>
      <p className={style.meta}>{t("upload.own")}</p>
      <div className={style.actions}>
        <Button size="small" onClick={() => setAsked(true)}>
          {t("upload.withdraw")}
        </Button>
      </div>
      {asked ? (
        <Question
          title={t("upload.withdraw")}
          confirm={t("upload.withdraw")}
          onClose={() => setAsked(false)}
          onConfirm={async () => {
            await withdrawPackage(id);
            await navigate("/market");
            await client.invalidateQueries({ queryKey: ["packages"] });
          }}
        >
          <p>{t("upload.withdrawMeans")}</p>
        </Question>
      ) : null}
    </div>
  );
}
