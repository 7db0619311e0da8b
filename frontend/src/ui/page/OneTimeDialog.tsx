import { Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/shared/Button";
import { Dialog } from "./Dialog";
import { Notice } from "./Notice";
import style from "./OneTimeDialog.module.css";

export type OneTimeDialogProps = {
  readonly title: string;
  readonly warning: string;
  readonly lines: readonly { readonly label: string; readonly text: string }[];
  readonly onClose: () => void;
};

/** Something secret that is shown this once. */
export function OneTimeDialog({ title, warning, lines, onClose }: OneTimeDialogProps) {
  const { t } = useTranslation("common");
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(lines.map((line) => line.text).join("\n"));
    setCopied(true);
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button icon={<Copy />} onClick={() => void copy()}>
            {copied ? t("copied") : t("copy")}
          </Button>
          <Button look="primary" onClick={onClose}>
            {t("kept")}
          </Button>
        </>
      }
    >
      <div className={style.stack}>
        <Notice tone="warning">{warning}</Notice>
        <dl className={style.secret}>
          {lines.map((line) => (
            <div key={line.label}>
              <dt>{line.label}</dt>
              <dd>{line.text}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Dialog>
  );
}
