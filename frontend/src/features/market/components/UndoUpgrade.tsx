import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "@/api/problem";
import { CheckField } from "@/ui/page/CheckField";
import { Notice } from "@/ui/page/Notice";
import { Question } from "@/ui/page/Question";
import { undoUpgrade } from "../upgrade";

export type UndoUpgradeProps = {
  readonly app: string;
  readonly onClose: () => void;
  readonly onDone: () => Promise<unknown>;
};

type Changed = readonly { readonly object: string; readonly name: string }[];

/** Back to the app before its last upgrade; what was changed since is named before it goes. */
export function UndoUpgrade({ app, onClose, onDone }: UndoUpgradeProps) {
  const { t } = useTranslation("market");
  const [changed, setChanged] = useState<Changed>();
  const [sure, setSure] = useState(false);
  return (
    <Question
      danger
      title={t("upgrade.undo")}
      confirm={t("upgrade.undo")}
      ready={changed === undefined || sure}
      onClose={onClose}
      onConfirm={async () => {
        try {
          await undoUpgrade(app, sure);
        } catch (refusal) {
          if (refusal instanceof ApiProblem && refusal.code === "app.upgrade.changed_since") {
            setChanged(refusal.document.changed as Changed);
          }
          throw refusal;
        }
        await onDone();
      }}
    >
      <p>{t("upgrade.undoMeans")}</p>
      {changed ? (
        <>
          <Notice tone="warning">{changed.map((one) => one.name).join(", ")}</Notice>
          <CheckField label={t("uninstallSure")} value={sure} onChange={setSure} />
        </>
      ) : null}
    </Question>
  );
}
