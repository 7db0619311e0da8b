import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Answered } from "@/ui/page/Answered";
import { Dialog } from "@/ui/page/Dialog";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { testsQuery } from "../people";
import { PermissionResults } from "./PermissionResults";

export type AppTestsProps = { readonly app: string; readonly onClose: () => void };

/** Runs an installed app's permission tests against its roles as they are now. */
export function AppTests({ app, onClose }: AppTestsProps) {
  const { t } = useTranslation(["market", "common"]);
  const tests = useQuery(testsQuery(app));
  return (
    <Dialog
      title={t("tests.title")}
      shape="wide"
      onClose={onClose}
      footer={<Button onClick={onClose}>{t("common:close")}</Button>}
    >
      <Answered query={tests}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState title={t("tests.none")} hint={t("tests.noneHint")} />
          ) : (
            <PermissionResults tests={found} />
          )
        }
      </Answered>
    </Dialog>
  );
}
