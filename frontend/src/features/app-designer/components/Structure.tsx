import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import type { MenuItem } from "@/ui/shared/Menu";
import { MenuButton } from "@/ui/shared/MenuButton";
import { RelativeTime } from "@/ui/shared/RelativeTime";
import { SearchInput } from "@/ui/shared/SearchInput";
import { Skeleton } from "@/ui/shared/Skeleton";
import { StatusTag } from "@/ui/shared/StatusTag";
import { useAppDesk } from "../AppDesk";
import { byJob, type Job, type ObjectRow } from "../model/objects";
import style from "./AppDesigner.module.css";
import { NewObject } from "./NewObject";
import { RemoveObject } from "./RemoveObject";

export type StructureProps = {
  readonly waiting: boolean;
  readonly personName: (id: string) => string | undefined;
};

/** Everything that the app is made of, by the job that it does: what runs, what is being changed, by whom. */
export function Structure({ waiting, personName }: StructureProps) {
  const { t } = useTranslation("appDesigner");
  const { rows } = useAppDesk();
  const [sought, setSought] = useState("");
  const [anchor, setAnchor] = useState<HTMLElement>();
  const found = byJob(rows, sought);
  return (
    <div className={style.structure}>
      <div className={style.bar}>
        <SearchInput label={t("structure.search")} value={sought} onChange={setSought} />
        <Button
          icon={<Plus size={15} />}
          aria-haspopup="menu"
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          {t("structure.new")}
        </Button>
      </div>
      {waiting ? <Skeleton lines={8} /> : null}
      {!waiting && found.length === 0 ? (
        <EmptyState compact title={t("structure.nothing", { text: sought })} />
      ) : null}
      {waiting ? null : found.map((job) => <JobSection key={job.key} job={job} personName={personName} />)}
      {anchor ? <NewObject anchor={anchor} onClose={() => setAnchor(undefined)} /> : null}
    </div>
  );
}

type JobProps = { readonly job: Job } & Pick<StructureProps, "personName">;

function JobSection({ job, personName }: JobProps) {
  const { t } = useTranslation("appDesigner");
  return (
    <section className={style.job} aria-labelledby={`job-${job.key}`}>
      <h2 id={`job-${job.key}`}>
        {t(`job.${job.key}`)} <span className="figures">{job.rows.length}</span>
      </h2>
      {job.rows.length === 0 ? <p className={style.none}>{t(`jobNone.${job.key}`)}</p> : null}
      <ul className={style.objects}>
        {job.rows.map((row) => (
          <ObjectLine key={row.id} row={row} personName={personName} />
        ))}
      </ul>
    </section>
  );
}

const tones = { new: "info", changed: "warning", published: "neutral" } as const;

type LineProps = { readonly row: ObjectRow } & Pick<StructureProps, "personName">;

function ObjectLine({ row, personName }: LineProps) {
  const { t } = useTranslation(["appDesigner", "designing"]);
  const navigate = useNavigate();
  const { app, parts, pageOf } = useAppDesk();
  const [removing, setRemoving] = useState(false);
  const designer = parts.designerOf(row.kind, row.id);
  const page = row.version === null ? undefined : pageOf(row.id);
  const who = row.by ? personName(row.by) : undefined;
  const items: MenuItem[] = [
    ...(designer
      ? [{ key: "design", label: t("object.design"), onSelect: () => void navigate(designer) }]
      : []),
    ...(page
      ? [
          {
            key: "open",
            label: t("object.open"),
            onSelect: () => void navigate(parts.pageAddress(app.key, page)),
          },
        ]
      : []),
    ...(designer || page ? (["line"] as const) : []),
    { key: "remove", label: t("object.remove"), danger: true, onSelect: () => setRemoving(true) },
  ];
  return (
    <li className={style.object}>
      <span className={style.objectName}>
        {designer ? <Link to={designer}>{row.name}</Link> : row.name}
        {row.kind === "metric" ? <small>{t("designing:kind.metric")}</small> : null}
      </span>
      <span>
        <StatusTag tone={tones[row.state]} plain={row.state === "published"}>
          {t(`state.${row.state}`, { version: row.version ?? 0 })}
        </StatusTag>
      </span>
      <span className={style.when}>
        {who ? `${who} · ` : ""}
        {row.at ? <RelativeTime moment={row.at} /> : t("object.byPackage")}
      </span>
      <MenuButton label={t("designing:menu.of", { name: row.name })} items={items} />
      {removing ? <RemoveObject row={row} onClose={() => setRemoving(false)} /> : null}
    </li>
  );
}
