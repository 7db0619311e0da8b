import { useTranslation } from "react-i18next";
import type { Schemas } from "@/api/schemas";
import { StatusTag } from "@/ui/shared/StatusTag";
import style from "./ConditionTests.module.css";
import { valueWords } from "./valueWords";

type ConditionLine = Schemas["TestAnswered"];

/** Why a branch was taken or not: left value, operator, right value, result. */
export function ConditionTests({ branch }: { readonly branch: Schemas["BranchAnswered"] }) {
  const { t } = useTranslation("flowCanvas");
  const tests = branch.tests ?? [];
  const result = (held: boolean | null | undefined) => (
    <StatusTag plain tone={held ? "success" : "neutral"}>
      {t(held ? "held" : held === false ? "notHeld" : "unknown")}
    </StatusTag>
  );
  /** "All of" at the top says nothing that the table does not show. */
  const groups = (within: ConditionLine["within"] = []) =>
    within.filter((one, place) => one !== "all" || place > 0).map((one) => t(`group.${one}`));
  return (
    <div className={style.branch}>
      <p className={style.head}>
        <span>{t("branch", { name: branch.name })}</span>
        {result(branch.result)}
      </p>
      {tests.length > 0 ? (
        <table className={style.tests}>
          <caption className="visually-hidden">{t("why", { name: branch.name })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("test.left")}</th>
              <th scope="col">{t("test.value")}</th>
              <th scope="col">{t("test.op")}</th>
              <th scope="col">{t("test.right")}</th>
              <th scope="col">{t("test.result")}</th>
            </tr>
          </thead>
          <tbody>
            {tests.map((test, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the tests of a past decision never change
              <tr key={index}>
                <td>
                  {groups(test.within).map((group) => (
                    <span key={group} className={style.group}>
                      {group}
                    </span>
                  ))}
                  {test.left}
                </td>
                <td>{test.restricted ? t("restricted") : valueWords(test.value)}</td>
                <td>{t(`op.${test.op}`, { defaultValue: test.op })}</td>
                <td>{test.restricted ? t("restricted") : valueWords(test.right)}</td>
                <td>{test.restricted ? t("restricted") : result(test.result)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  );
}
