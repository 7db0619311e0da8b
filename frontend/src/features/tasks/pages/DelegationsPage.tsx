import { useQuery, useQueryClient } from "@tanstack/react-query";
import { UserRoundCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { meQuery } from "@/api/people";
import { defaultZone } from "@/lib/moments";
import { Answered } from "@/ui/page/Answered";
import { PageFrame } from "@/ui/page/PageFrame";
import { PlainTable } from "@/ui/page/PlainTable";
import { Question } from "@/ui/page/Question";
import { useNow } from "@/ui/page/useNow";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { DelegationForm } from "../components/DelegationForm";
import { beginDelegation, type Delegation, delegationsQuery, endDelegation } from "../delegations";

/** Whoever is away names somebody who acts for them; and sees for whom they act themselves. */
export function DelegationsPage() {
  const { t } = useTranslation("tasks");
  const client = useQueryClient();
  const found = useQuery(delegationsQuery);
  const { data: me } = useQuery(meQuery);
  const now = useNow();
  const [beginning, setBeginning] = useState(false);
  const [ending, setEnding] = useState<Delegation>();
  const today = now.toLocaleDateString("sv-SE", { timeZone: me?.timezone ?? defaultZone });
  const again = () => client.invalidateQueries({ queryKey: delegationsQuery.queryKey });
  const days = (one: Delegation) => t("away.days", { since: one.since, until: one.until });
  const flows = (one: Delegation) => one.flows.map((flow) => flow.name).join(" · ") || t("away.all");
  return (
    <PageFrame
      narrow
      title={t("away.title")}
      hint={t("away.hint")}
      actions={
        <Button look="primary" onClick={() => setBeginning(true)}>
          {t("away.begin")}
        </Button>
      }
    >
      <Answered query={found}>
        {(data) => (
          <>
            {data.mine.length === 0 ? (
              <EmptyState icon={<UserRoundCheck />} title={t("away.none")} hint={t("away.noneHint")} />
            ) : (
              <PlainTable
                label={t("away.title")}
                rows={data.mine}
                rowKey={(one) => one.id}
                columns={[
                  { key: "to", title: t("away.to"), show: (one) => one.to.name },
                  { key: "days", title: t("away.when"), show: days },
                  { key: "flows", title: t("away.what"), show: flows },
                  {
                    key: "end",
                    title: <span className="visually-hidden">{t("away.end")}</span>,
                    end: true,
                    show: (one) => (
                      <Button size="small" onClick={() => setEnding(one)}>
                        {t("away.end")}
                      </Button>
                    ),
                  },
                ]}
              />
            )}
            {data.to_me.length > 0 ? (
              <section aria-label={t("away.toMe")}>
                <h2>{t("away.toMe")}</h2>
                <PlainTable
                  label={t("away.toMe")}
                  rows={data.to_me}
                  rowKey={(one) => one.id}
                  columns={[
                    { key: "person", title: t("away.person"), show: (one) => one.person.name },
                    { key: "days", title: t("away.when"), show: days },
                    { key: "flows", title: t("away.what"), show: flows },
                  ]}
                />
              </section>
            ) : null}
            {beginning ? (
              <DelegationForm
                flows={data.flows}
                today={today}
                onClose={() => setBeginning(false)}
                onBegin={(absence) => beginDelegation(absence).then(again)}
              />
            ) : null}
          </>
        )}
      </Answered>
      {ending ? (
        <Question
          title={t("away.end")}
          confirm={t("away.end")}
          onClose={() => setEnding(undefined)}
          onConfirm={async () => {
            await endDelegation(ending.id);
            await again();
          }}
        >
          <p>{t("away.endMeans", { name: ending.to.name })}</p>
        </Question>
      ) : null}
    </PageFrame>
  );
}
