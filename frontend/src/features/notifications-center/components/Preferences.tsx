import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Answered } from "@/ui/page/Answered";
import { PlainTable } from "@/ui/page/PlainTable";
import { EmptyState } from "@/ui/shared/EmptyState";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { type Preference, preferencesQuery, savePreference } from "../api";
import { matrixOf } from "../model/destination";

/** Occasion by way: the list inside the platform always gets everything. */
export function Preferences() {
  const { t } = useTranslation("notices");
  const client = useQueryClient();
  const preferences = useQuery(preferencesQuery);
  const [problem, setProblem] = useState<unknown>();
  const save = (cell: Preference) => {
    setProblem(undefined);
    savePreference(cell).then(
      ({ items }) => client.setQueryData(preferencesQuery.queryKey, items),
      (refusal: unknown) => setProblem(refusal),
    );
  };
  return (
    <Answered query={preferences}>
      {(cells) => {
        const { kinds, channels } = matrixOf(cells);
        if (cells.length === 0) return <EmptyState compact title={t("preferences.none")} />;
        return (
          <>
            {problem ? <ProblemNotice problem={problem} /> : null}
            <PlainTable
              label={t("preferences.title")}
              rows={kinds}
              rowKey={(kind) => kind}
              columns={[
                {
                  key: "kind",
                  title: t("preferences.kind"),
                  show: (kind) => t(`kind.${kind}`, { defaultValue: kind }),
                },
                ...channels.map((channel) => ({
                  key: channel,
                  title: t(`channel.${channel}`, { defaultValue: channel }),
                  show: (kind: string) => {
                    const cell = cells.find((one) => one.kind === kind && one.channel === channel);
                    return cell ? (
                      <input
                        type="checkbox"
                        checked={cell.wanted}
                        aria-label={t("preferences.cell", {
                          kind: t(`kind.${kind}`, { defaultValue: kind }),
                          channel: t(`channel.${channel}`, { defaultValue: channel }),
                        })}
                        onChange={(event) => save({ ...cell, wanted: event.target.checked })}
                      />
                    ) : null;
                  },
                })),
              ]}
            />
          </>
        );
      }}
    </Answered>
  );
}
