import { useTranslation } from "react-i18next";
import type { Say } from "./model/command";

/** Words a step, a refusal or a difference in the reader's language. */
export function useSay(): (say: Say) => string {
  const { t } = useTranslation("designing");
  return (say) => t(say.key, { ...say.params, defaultValue: say.key });
}
