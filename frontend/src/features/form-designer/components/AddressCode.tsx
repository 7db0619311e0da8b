import { QRCodeCanvas } from "@rc-component/qrcode";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/ui/shared/Button";
import style from "./Properties.module.css";

/** Sharp on a poster; the page shows it small. */
const pixels = 1024;
const quietZone = 4;

export type AddressCodeProps = { readonly address: string; readonly name: string };

/** An address as a picture that phones read, to be hung up or sent. */
export function AddressCode({ address, name }: AddressCodeProps) {
  const { t } = useTranslation("publicSettings");
  const place = useRef<HTMLDivElement>(null);
  const keep = () => {
    const link = document.createElement("a");
    link.href = place.current?.querySelector("canvas")?.toDataURL("image/png") ?? "";
    link.download = `${name}.png`;
    link.click();
  };
  return (
    <div ref={place} className={style.code}>
      <QRCodeCanvas
        value={address}
        size={pixels}
        level="M"
        marginSize={quietZone}
        role="img"
        aria-label={t("address.codeOf", { name })}
        style={{ width: "100%", height: "auto" }}
      />
      <Button size="small" onClick={keep}>
        {t("address.keepCode")}
      </Button>
    </div>
  );
}
