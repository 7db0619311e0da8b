import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/page/Dialog";
import { shortcuts } from "./model/shortcuts";
import style from "./panels.module.css";

const groups = Object.keys(shortcuts) as (keyof typeof shortcuts)[];

/** Which keys do what. */
export function ShortcutList({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("shell");
  return (
    <Dialog shape="wide" title={t("shortcuts.title")} onClose={onClose}>
      <div className={style.shortcuts}>
        {groups.map((group) => (
          <section key={group} aria-labelledby={`shortcuts-${group}`}>
            <h3 id={`shortcuts-${group}`}>{t(`shortcuts.group.${group}`)}</h3>
            <dl>
              {shortcuts[group].map(({ name, keys }) => (
                <div key={name}>
                  <dt>{t(`shortcuts.${name}`)}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
