import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/page/Dialog";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { Skeleton } from "@/ui/shared/Skeleton";
import { StatusTag } from "@/ui/shared/StatusTag";
import { drafts, versionsQuery } from "../api";
import type { DesignDocument } from "../model/workbench";
import style from "./Dialogs.module.css";

export type VersionsDialogProps = {
  readonly id: string;
  readonly personName: (id: string) => string | undefined;
  readonly onClose: () => void;
  /** Puts the document of a version into the draft: published only when the author says so. */
  readonly onTake: (version: number, document: DesignDocument) => void;
};

/** Everything that ever ran, newest first; each can be taken back into the draft. */
export function VersionsDialog({ id, personName, onClose, onTake }: VersionsDialogProps) {
  const { t } = useTranslation("designing");
  const { data, error } = useQuery(versionsQuery(id));
  const take = async (version: number) => {
    const { document } = await drafts.version(id, version);
    onTake(version, document as unknown as DesignDocument);
    onClose();
  };
  return (
    <Dialog title={t("versions.title")} onClose={onClose}>
      {error ? <ProblemNotice problem={error} /> : null}
      {data ? null : error ? null : <Skeleton lines={3} />}
      {data?.versions.length === 0 ? <p>{t("versions.none")}</p> : null}
      <ol className={style.versions} reversed>
        {data?.versions.map((one, at) => (
          <li key={one.version} className={style.version}>
            <strong>{t("versions.one", { number: one.version })}</strong>
            {one.at ? <RelativeTime moment={one.at} /> : null}
            <span>{personName(one.by ?? "") ?? ""}</span>
            {at === 0 ? (
              <StatusTag tone="success">{t("versions.current")}</StatusTag>
            ) : (
              <Button size="small" onClick={() => void take(one.version)}>
                {t("versions.take")}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
