import { useTranslation } from "react-i18next";
import { CheckField } from "@/ui/page/CheckField";
import style from "../Panel.module.css";

const channels = ["in_app", "mail"] as const;

export type ChannelsProps = {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
};

/** Over which channels people hear of it; others than these two are kept as they are. */
export function Channels({ label, value, onChange }: ChannelsProps) {
  const { t } = useTranslation("flowDesigner");
  const others = value.filter((one) => !(channels as readonly string[]).includes(one));
  return (
    <fieldset className={style.set}>
      <legend>{label}</legend>
      {channels.map((one) => (
        <CheckField
          key={one}
          label={t(`channel.${one}`)}
          value={value.includes(one)}
          onChange={(on) =>
            onChange([...channels.filter((other) => (other === one ? on : value.includes(other))), ...others])
          }
        />
      ))}
    </fieldset>
  );
}
