import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { MenuItem } from "@/ui/shared/Menu";
import type { Command } from "../model/command";

/** One place up and one down, by clicks: what Alt with an arrow does. A step that cannot be made is grey. */
export function useStepItems<C extends Command>(
  run: (command: C | undefined) => unknown,
  up: C | undefined,
  down: C | undefined,
): readonly MenuItem[] {
  const { t } = useTranslation("designing");
  return [
    {
      key: "up",
      label: t("menu.up"),
      shortcut: "Alt ↑",
      icon: <ArrowUp />,
      disabled: !up,
      onSelect: () => void run(up),
    },
    {
      key: "down",
      label: t("menu.down"),
      shortcut: "Alt ↓",
      icon: <ArrowDown />,
      disabled: !down,
      onSelect: () => void run(down),
    },
  ];
}
