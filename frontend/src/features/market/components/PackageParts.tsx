import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PlainTable } from "@/ui/page/PlainTable";
import type { PackagePreview, PreviewedBoard, PreviewedEntity, PreviewedFlow } from "../api";
import { countsOf } from "../model/tests";
import style from "./market.module.css";
import { PermissionResults } from "./PermissionResults";

/** A look at what a package brings, with its sample data, before anything is installed. */
export function PackageParts({ preview }: { readonly preview: PackagePreview }) {
  const { t } = useTranslation("market");
  const { entities, dashboards, flows, roles, tests } = preview;
  return (
    <>
      <Part title={t("part.entities", { count: entities.length })} empty={entities.length === 0}>
        {entities.map((one) => (
          <EntityLook key={one.id} entity={one} />
        ))}
      </Part>
      <Part title={t("part.dashboards", { count: dashboards.length })} empty={dashboards.length === 0}>
        {dashboards.map((one) => (
          <BoardLook key={one.id} board={one} />
        ))}
      </Part>
      <Part title={t("part.flows", { count: flows.length })} empty={flows.length === 0}>
        {flows.map((one) => (
          <FlowLook key={one.id} flow={one} />
        ))}
      </Part>
      <Part title={t("part.roles", { count: roles.length })} empty={roles.length === 0}>
        <Chips items={roles} />
      </Part>
      <Part title={t("part.tests", { count: tests.length })} empty={tests.length === 0}>
        <Look name={t("tests.title")} about={t("tests.counts", { ...countsOf(tests) })}>
          <PermissionResults tests={tests} />
        </Look>
      </Part>
    </>
  );
}

type PartProps = { readonly title: string; readonly empty: boolean; readonly children: ReactNode };

function Part({ title, empty, children }: PartProps) {
  if (empty) return null;
  return (
    <div className={style.part}>
      <h2>{title}</h2>
      <div className={style.looks}>{children}</div>
    </div>
  );
}

function Chips({ items }: { readonly items: readonly { readonly id: string; readonly name: string }[] }) {
  return (
    <ul className={style.chips}>
      {items.map((one) => (
        <li key={one.id}>{one.name}</li>
      ))}
    </ul>
  );
}

type LookProps = { readonly name: string; readonly about: string; readonly children: ReactNode };

function Look({ name, about, children }: LookProps) {
  return (
    <details className={style.look}>
      <summary>
        {name} <span className={style.meta}>{about}</span>
      </summary>
      {children}
    </details>
  );
}

function EntityLook({ entity }: { readonly entity: PreviewedEntity }) {
  const { t } = useTranslation("market");
  const samples = entity.samples > 0 ? ` · ${t("sampleRows", { count: entity.samples })}` : "";
  return (
    <Look name={entity.name} about={t("fieldCount", { count: entity.fields.length }) + samples}>
      {entity.rows.length > 0 ? (
        <PlainTable
          label={t("sampleOf", { name: entity.name })}
          rows={entity.rows}
          rowKey={(_, index) => String(index)}
          columns={entity.columns.map((title, at) => ({
            key: title,
            title,
            show: (row: readonly string[]) => row[at],
          }))}
        />
      ) : null}
      <Chips items={entity.fields} />
    </Look>
  );
}

/** The cards where they will lie; a name says more at this size than a chart would. */
function BoardLook({ board }: { readonly board: PreviewedBoard }) {
  return (
    <Look name={board.name} about={board.description}>
      <ul className={style.board}>
        {board.cards.map((one) => (
          <li
            key={one.id}
            style={{ gridColumn: `${one.x + 1} / span ${one.w}`, gridRow: `${one.y + 1} / span ${one.h}` }}
          >
            {one.name}
          </li>
        ))}
      </ul>
    </Look>
  );
}

function FlowLook({ flow }: { readonly flow: PreviewedFlow }) {
  return (
    <Look name={flow.name} about={flow.description}>
      <ol className={style.steps}>
        {flow.steps.map((one) => (
          <li key={one.id}>{one.name}</li>
        ))}
      </ol>
    </Look>
  );
}
