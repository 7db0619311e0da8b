import { useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Answered } from "@/ui/page/Answered";
import { OneTimeDialog } from "@/ui/page/OneTimeDialog";
import { PageFrame } from "@/ui/page/PageFrame";
import { PlainTable } from "@/ui/page/PlainTable";
import { Question } from "@/ui/page/Question";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { StatusTag } from "@/ui/shared/StatusTag";
import { endSession, revokeToken, type SessionRow, sessionsQuery, type TokenRow, tokensQuery } from "../api";
import style from "../components/people.module.css";
import { TokenForm } from "../components/TokenForm";
import { useMay } from "../components/useMay";
import { deviceOf } from "../model/device";

/** The caller's own doors: where they are signed in, and which programs hold a token. */
export function AccessPage() {
  const { t } = useTranslation("people");
  return (
    <PageFrame narrow title={t("access.title")} hint={t("access.hint")}>
      <Sessions />
      <Tokens />
    </PageFrame>
  );
}

function Sessions() {
  const { t } = useTranslation("people");
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const [ending, setEnding] = useState<SessionRow>();
  const device = (row: SessionRow) => {
    const { browser, system } = deviceOf(row.user_agent);
    return [browser, system].filter(Boolean).join(" · ") || t("session.unknown");
  };
  return (
    <section className={style.panel} aria-label={t("session.title")}>
      <h2>{t("session.title")}</h2>
      <Answered query={sessions}>
        {(rows) => (
          <PlainTable
            label={t("session.title")}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              { key: "device", title: t("session.device"), show: device },
              { key: "ip", title: t("session.ip"), show: (row) => row.ip },
              { key: "seen", title: t("session.seen"), show: (row) => <RelativeTime moment={row.seen_at} /> },
              {
                key: "end",
                title: <span className="visually-hidden">{t("session.end")}</span>,
                end: true,
                show: (row) =>
                  row.current ? (
                    <StatusTag tone="success">{t("session.current")}</StatusTag>
                  ) : (
                    <Button size="small" onClick={() => setEnding(row)}>
                      {t("session.end")}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Answered>
      {ending ? (
        <Question
          danger
          title={t("session.end")}
          confirm={t("session.end")}
          onClose={() => setEnding(undefined)}
          onConfirm={async () => {
            await endSession(ending.id);
            await client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
          }}
        >
          <p>{t("session.means", { device: device(ending) })}</p>
        </Question>
      ) : null}
    </section>
  );
}

function Tokens() {
  const { t } = useTranslation("people");
  const client = useQueryClient();
  const may = useMay();
  const tokens = useQuery(tokensQuery);
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string>();
  const [ending, setEnding] = useState<TokenRow>();
  const again = () => client.invalidateQueries({ queryKey: tokensQuery.queryKey });
  return (
    <section className={style.panel} aria-label={t("token.title")}>
      <div className={style.spread}>
        <h2>{t("token.title")}</h2>
        <Button icon={<KeyRound />} onClick={() => setMaking(true)}>
          {t("token.new")}
        </Button>
      </div>
      <Answered query={tokens}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState compact title={t("token.none")} hint={t("token.noneHint")} />
          ) : (
            <PlainTable
              label={t("token.title")}
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                { key: "name", title: t("token.name"), show: (row) => row.name },
                {
                  key: "scopes",
                  title: t("token.scopes"),
                  show: (row) => row.scopes.map((scope) => t(`token.scope.${scope}`)).join(" · "),
                },
                {
                  key: "used",
                  title: t("token.used"),
                  show: (row) =>
                    row.last_used_at ? <RelativeTime moment={row.last_used_at} /> : t("token.never"),
                },
                {
                  key: "ends",
                  title: t("token.ends"),
                  show: (row) =>
                    row.expires_at ? <RelativeTime moment={row.expires_at} /> : t("token.forever"),
                },
                {
                  key: "end",
                  title: <span className="visually-hidden">{t("token.revoke")}</span>,
                  end: true,
                  show: (row) => (
                    <Button size="small" onClick={() => setEnding(row)}>
                      {t("token.revoke")}
                    </Button>
                  ),
                },
              ]}
            />
          )
        }
      </Answered>
      {making ? (
        <TokenForm
          admin={may.admin}
          onClose={() => setMaking(false)}
          onMade={async (made) => {
            setSecret(made);
            await again();
          }}
        />
      ) : null}
      {secret ? (
        <OneTimeDialog
          title={t("token.made")}
          warning={t("token.once")}
          lines={[{ label: t("token.secret"), text: secret }]}
          onClose={() => setSecret(undefined)}
        />
      ) : null}
      {ending ? (
        <Question
          danger
          title={t("token.revoke")}
          confirm={t("token.revoke")}
          onClose={() => setEnding(undefined)}
          onConfirm={async () => {
            await revokeToken(ending.id);
            await again();
          }}
        >
          <p>{t("token.means", { name: ending.name })}</p>
        </Question>
      ) : null}
    </section>
  );
}
