import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FormDocument } from "@/api/documents";
import { ShellKindContext } from "@/field-widgets/ShellKind";
import { Button } from "@/ui/shared/Button";
import { useDesk } from "../DeskContext";
import style from "./Properties.module.css";

/** The form as people will see it, on a desk or in a hand, with its rules at work. */
export function TryPanel() {
  const { t } = useTranslation("designing");
  const { document, form, parts } = useDesk();
  const [phone, setPhone] = useState(false);
  const { TryForm } = parts;
  return (
    <>
      <div className={style.tryHead}>
        <Button size="small" aria-pressed={!phone} onClick={() => setPhone(false)}>
          {t("try.desktop")}
        </Button>
        <Button size="small" aria-pressed={phone} onClick={() => setPhone(true)}>
          {t("try.phone")}
        </Button>
        <span className={style.hint}>{t("try.hint")}</span>
      </div>
      <div className={style.tried} data-phone={phone || undefined}>
        <ShellKindContext value={phone ? "phone" : "desktop"}>
          <TryForm entity={document} form={form as unknown as FormDocument} />
        </ShellKindContext>
      </div>
    </>
  );
}
