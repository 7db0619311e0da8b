import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Answered } from "@/ui/page/Answered";
import { CheckField } from "@/ui/page/CheckField";
import { Notice } from "@/ui/page/Notice";
import { Question } from "@/ui/page/Question";
import { exportAddress, removalQuery, uninstall } from "../api";

const kinds = ["dashboard", "flow", "role"] as const;

export type UninstallDialogProps = {
  readonly app: string;
  readonly onClose: () => void;
  readonly onDone: () => Promise<unknown>;
};

/** What goes, counted now, who would miss it, and the way back, before an app is taken away. */
export function UninstallDialog({ app, onClose, onDone }: UninstallDialogProps) {
  const { t } = useTranslation("market");
  const removal = useQuery(removalQuery(app));
  const [sure, setSure] = useState(false);
  const used = removal.data?.used_by ?? [];
  return (
    <Question
      danger
      title={t("uninstallTitle", { name: removal.data?.name ?? "" })}
      confirm={t("uninstall")}
      ready={sure && removal.data !== undefined && used.length === 0}
      onClose={onClose}
      onConfirm={async () => {
        await uninstall(app);
        await onDone();
      }}
    >
      <Answered query={removal}>
        {(data) => (
          <>
            <p>{t("uninstallMeans")}</p>
            <ul>
              {data.entities.map((one) => (
                <li key={one.id}>{t("gone.records", { name: one.name, count: one.records })}</li>
              ))}
              {kinds.map((kind) =>
                data.objects[kind] ? (
                  <li key={kind}>{t(`gone.${kind}`, { count: data.objects[kind] })}</li>
                ) : null,
              )}
              {data.runs > 0 ? <li>{t("gone.runs", { count: data.runs })}</li> : null}
            </ul>
            {used.length > 0 ? (
              <Notice tone="danger">
                {t("usedBy")}
                <ul>
                  {used.map((one) => (
                    <li key={`${one.name} ${one.by}`}>
                      {t("usedByOne", { by: one.by_name, name: one.name })}
                    </li>
                  ))}
                </ul>
              </Notice>
            ) : (
              <Notice tone="info">{t("uninstallKept", { count: data.days })}</Notice>
            )}
            <p>
              <a href={exportAddress(app)} download>
                {t("export")}
              </a>
            </p>
            <CheckField label={t("uninstallSure")} value={sure} onChange={setSure} />
          </>
        )}
      </Answered>
    </Question>
  );
}
