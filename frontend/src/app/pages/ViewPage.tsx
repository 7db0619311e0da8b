import { useQuery } from "@tanstack/react-query";
import { Suspense, useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { viewQuery } from "@/api/design";
import type { EntityDocument, ViewDocument } from "@/api/documents";
import { isAble, meQuery } from "@/api/people";
import { BulkBar } from "@/features/records/components/BulkBar";
import { ExportMenu } from "@/features/records/components/ExportMenu";
import { FilterBar } from "@/features/records/components/FilterBar";
import { GateNotice, isGateProblem } from "@/features/records/components/GateNotice";
import { ListToolbar } from "@/features/records/components/ListToolbar";
import { useViewDeeds } from "@/features/records/components/useViewDeeds";
import { ViewMenu } from "@/features/records/components/ViewMenu";
import { exportQuestion } from "@/features/records/model/exportQuestion";
import { askedAt, type Entities, withKeys } from "@/features/records/model/fields";
import { finished } from "@/features/records/model/filterTree";
import { pathsOf } from "@/features/records/model/layoutPaths";
import { type ListState, readListState, unasked, writeListState } from "@/features/records/model/listState";
import { type Arranged, isChanged, membersOf } from "@/features/records/model/savedView";
import { useEntity } from "@/features/records/useEntity";
import { useOutdated } from "@/features/records/useOutdated";
import { PageTitle } from "@/features/shell/PageTitle";
import { useCellWords } from "@/field-cells/useCellWords";
import { both } from "@/lib/condition/condition";
import { anyChecked, type Checks, noChecks } from "@/ui/grid/model/checks";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { forgetColumns } from "@/view-layouts/grid/useColumnLayout";
import { LAYOUTS } from "@/view-layouts/layouts";
import { PageWaiting } from "../PageWaiting";
import { CreateLink } from "./CreateLink";
import { DesignEntityLink } from "./DesignEntityLink";
import { DesignViewLink } from "./DesignViewLink";
import { ImportLink } from "./ImportLink";
import style from "./pages.module.css";
import { RecordPeek } from "./RecordPeek";
import { TrashLink } from "./TrashLink";

/** Key of the field that the view groups by, empty for none; undefined where its layout has no groups. */
const groupOf = ({ layout }: ViewDocument, entity: EntityDocument, entities: Entities): string | undefined =>
  layout.type === "grid" ? (askedAt(entity, entities, layout.group ?? "")?.key ?? "") : undefined;

export function ViewPage() {
  const { view: id = "" } = useParams();
  const { data: view, error, refetch } = useQuery(viewQuery(id));
  if (error) return <ProblemNotice problem={error} onRetry={() => void refetch()} />;
  return view ? <ViewBody key={view.id} view={view} /> : <PageWaiting />;
}

function ViewBody({ view }: { readonly view: ViewDocument }) {
  const { t } = useTranslation("records");
  const [search, setSearch] = useSearchParams();
  const locked = view.locked ?? false;
  const state = useMemo(() => {
    const asked = readListState(search);
    return locked ? { ...unasked, peek: asked.peek } : asked;
  }, [search, locked]);
  const paths = useMemo(() => pathsOf(view), [view]);
  const { entity, entities, problem } = useEntity(view.entity_key, paths);
  const words = useCellWords();
  const { app = "" } = useParams();
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  const arranged = useRef<Arranged>(view.layout);
  const onArranged = useCallback((layout: Arranged) => {
    arranged.current = layout;
  }, []);
  const openView = (id: string) => void navigate(`/a/${app}/v/${id}`);
  const deeds = useViewDeeds({
    view,
    members: () => {
      if (!entity) throw new TypeError("a list is saved before its entity is known");
      return membersOf(view, state, entity, arranged.current);
    },
    onOpen: (id) => {
      if (id === view.id) forgetColumns(id);
      openView(id ?? entity?.views[0]?.id ?? "");
    },
  });
  const { revision, outdated, refresh, wrote } = useOutdated(entity?.id, entity?.key);
  const [checks, setChecks] = useState<Checks>(noChecks);
  const [refused, setRefused] = useState<{ readonly problem: unknown; readonly record: string }>();

  const onState = useCallback(
    (change: Partial<ListState>) => {
      if (!locked || "peek" in change)
        setSearch((before) => writeListState(before, change), { replace: !("peek" in change) });
    },
    [setSearch, locked],
  );
  const filter = useMemo(() => {
    const whole = entity ? finished(both(view.filter, state.filter)) : undefined;
    return whole && entity ? withKeys(whole, entity, entities) : undefined;
  }, [view.filter, state.filter, entity, entities]);
  const onOpen = useCallback((record: string) => onState({ peek: record }), [onState]);
  const onRefused = useCallback(
    (reason: unknown, record: string) => setRefused({ problem: reason, record }),
    [],
  );
  const onWritten = useCallback(() => {
    wrote();
    if (view.layout.type !== "grid") refresh();
  }, [wrote, refresh, view.layout.type]);

  if (problem) return <ProblemNotice problem={problem} />;
  if (!entity) return <PageWaiting />;
  const Layout = LAYOUTS[view.layout.type];
  const viewGroup = locked ? undefined : groupOf(view, entity, entities);
  return (
    <div className={style.view}>
      <PageTitle title={view.name} />
      <ListToolbar
        entity={entity}
        view={
          <ViewMenu
            view={view}
            entity={entity}
            changed={isChanged(state)}
            mayPublish={isAble(me, "design")}
            deeds={deeds}
            onOpen={openView}
            onNew={() => void navigate(`/design/views/new?entity=${entity.key}`)}
          />
        }
        filters={
          <FilterBar
            entity={entity}
            entities={entities}
            words={words}
            locked={locked}
            fixed={view.filter ?? undefined}
            filter={state.filter}
            onChange={(next) => onState({ filter: next })}
          />
        }
        group={viewGroup === undefined ? undefined : (state.group ?? viewGroup)}
        onGroup={(key) => onState({ group: key })}
        outdated={outdated}
        onRefresh={refresh}
        actions={
          <>
            {entity.actions.includes("export") ? (
              <ExportMenu
                question={(format) => exportQuestion(format, view, entity, filter, state, arranged.current)}
              />
            ) : null}
            <DesignEntityLink entity={entity.id} />
            <DesignViewLink view={view} />
            <TrashLink entity={entity} />
            <ImportLink entity={entity} />
            <CreateLink entity={entity} form={view.form ?? undefined} />
          </>
        }
      />
      {view.lost?.length ? (
        <p className={style.lost} role="status">
          {t("views.lost", { count: view.lost.length })}
        </p>
      ) : null}
      {anyChecked(checks) ? (
        <BulkBar
          entity={entity}
          words={words}
          filter={filter}
          checks={checks}
          onClear={() => {
            setChecks(noChecks);
            refresh();
          }}
          onWritten={() => {
            wrote();
            refresh();
          }}
        />
      ) : null}
      {refused ? (
        <div className={style.notice}>
          {isGateProblem(refused.problem) ? (
            <GateNotice problem={refused.problem} entity={entity} record={refused.record} />
          ) : (
            <ProblemNotice problem={refused.problem} onRetry={() => setRefused(undefined)} />
          )}
        </div>
      ) : null}
      <div className={style.layout}>
        <div className={style.list}>
          <Suspense fallback={<PageWaiting />}>
            <Layout
              view={view}
              entity={entity}
              entities={entities}
              words={words}
              filter={filter}
              state={state}
              onState={onState}
              revision={revision}
              onWritten={onWritten}
              onRefresh={refresh}
              onOpen={onOpen}
              onArranged={onArranged}
              onChecks={setChecks}
              onRefused={onRefused}
            />
          </Suspense>
        </div>
        {state.peek ? (
          <RecordPeek
            key={state.peek}
            entity={entity}
            record={state.peek}
            form={view.form ?? undefined}
            onClose={() => onState({ peek: undefined })}
            onWritten={() => {
              wrote();
              refresh();
            }}
          />
        ) : null}
      </div>
    </div>
  );
}
