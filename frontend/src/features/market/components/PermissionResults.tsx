import { useTranslation } from "react-i18next";
import { PlainTable } from "@/ui/page/PlainTable";
import { StatusTag } from "@/ui/shared/StatusTag";
import { byResult, countsOf } from "../model/tests";
import type { PermissionTested } from "../people";
import style from "./market.module.css";

const tones = { kept: "success", broken: "danger", void: "neutral" } as const;

/** What each role must and must not allow, and which of it holds. */
export function PermissionResults({ tests }: { readonly tests: readonly PermissionTested[] }) {
  const { t } = useTranslation("market");
  return (
    <div className={style.stack}>
      <p className={style.meta}>{t("tests.counts", { ...countsOf(tests) })}</p>
      <PlainTable
        label={t("tests.title")}
        rows={byResult(tests)}
        rowKey={(one) => one.id}
        columns={[
          {
            key: "name",
            title: t("tests.name"),
            show: (one) => (
              <>
                {one.name}
                {one.message ? <p className={style.broken}>{one.message}</p> : null}
              </>
            ),
          },
          { key: "role", title: t("tests.role"), show: (one) => one.role },
          { key: "asks", title: t("tests.asks"), show: (one) => <Asked test={one} /> },
          {
            key: "result",
            title: t("tests.result"),
            oneLine: true,
            show: (one) => <StatusTag tone={tones[one.result]}>{t(`tests.results.${one.result}`)}</StatusTag>,
          },
        ]}
      />
    </div>
  );
}

function Asked({ test }: { readonly test: PermissionTested }) {
  const { t } = useTranslation("market");
  const what = test.field ? `${test.entity} / ${test.field}` : test.entity;
  const act = t(`tests.actions.${test.action}`, { defaultValue: test.action });
  return t(test.allowed ? "tests.may" : "tests.mayNot", {
    act,
    what,
    record: t(`tests.records.${test.record}`),
  });
}
