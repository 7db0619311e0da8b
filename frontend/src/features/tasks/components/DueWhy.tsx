import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/people";
import { defaultZone, formatMoment } from "@/lib/moments";
import type { TaskDocument } from "../api";

/** Until when, and which days were passed over on the way there. */
export function DueWhy({ task }: { readonly task: TaskDocument }) {
  const { t } = useTranslation("tasks");
  const { data: me } = useQuery(meQuery);
  if (!task.due_at || !task.due_why) return null;
  const days = task.due_why.skipped.map((one) => `${one.day.slice(5)} ${one.name}`.trim()).join(" · ");
  return (
    <span>
      {t("dueWhy", { due: formatMoment(task.due_at, me?.timezone ?? defaultZone) })}
      {days ? ` (${t("dueSkipped", { days })})` : ""}
    </span>
  );
}
