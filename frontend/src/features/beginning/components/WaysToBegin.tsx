import { useQuery } from "@tanstack/react-query";
import { FileSpreadsheet, LayoutTemplate, PencilRuler, Sparkles } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { waysQuery } from "../api";
import { BlankDialog } from "./BlankDialog";
import style from "./beginning.module.css";

export type WaysToBeginProps = {
  /** The app that is to grow. */
  readonly app?: string | undefined;
  /** Begins with the dialog of a blank app open. */
  readonly blank?: boolean;
};

type WayProps = { readonly icon: ReactNode; readonly name: string; readonly hint: string };

const inside = ({ icon, name, hint }: WayProps) => (
  <>
    <span className={style.wayIcon} aria-hidden="true">
      {icon}
    </span>
    <strong>{name}</strong>
    <small>{hint}</small>
  </>
);

/** Four equal ways to begin an app. */
export function WaysToBegin({ app, blank = false }: WaysToBeginProps) {
  const { t } = useTranslation("beginning");
  const { data: ways } = useQuery(waysQuery);
  const [naming, setNaming] = useState(blank);
  const query = app ? `?app=${app}` : "";
  const closed = ways !== undefined && !ways.sentence.ready;
  return (
    <>
      <ul className={style.ways}>
        <li>
          <button type="button" className={style.way} onClick={() => setNaming(true)}>
            {inside({ icon: <PencilRuler />, name: t("way.blank.name"), hint: t("way.blank.hint") })}
          </button>
        </li>
        <li>
          <Link to={`/begin/table${query}`} className={style.way}>
            {inside({ icon: <FileSpreadsheet />, name: t("way.table.name"), hint: t("way.table.hint") })}
          </Link>
        </li>
        <li>
          <Link to="/market" className={style.way}>
            {inside({ icon: <LayoutTemplate />, name: t("way.package.name"), hint: t("way.package.hint") })}
          </Link>
        </li>
        <li>
          <Link to={`/begin/sentence${query}`} className={style.way}>
            {inside({
              icon: <Sparkles />,
              name: t("way.sentence.name"),
              hint: t(closed ? "way.sentence.closed" : "way.sentence.hint"),
            })}
          </Link>
        </li>
      </ul>
      {naming ? <BlankDialog app={app} onClose={() => setNaming(false)} /> : null}
    </>
  );
}
