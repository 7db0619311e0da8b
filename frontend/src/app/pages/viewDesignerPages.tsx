/** The designer of views, with what it shows of lists. */
import { Suspense, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { withKeys } from "@/features/records/model/fields";
import { finished } from "@/features/records/model/filterTree";
import { pathsOf } from "@/features/records/model/layoutPaths";
import { unasked } from "@/features/records/model/listState";
import { useEntity } from "@/features/records/useEntity";
import { NewViewPage as NewView } from "@/features/view-designer/pages/NewViewPage";
import { ViewDesignerPage as ViewPage } from "@/features/view-designer/pages/ViewDesignerPage";
import type { ViewDesignerParts } from "@/features/view-designer/parts";
import { useCellWords } from "@/field-cells/useCellWords";
import { LAYOUTS } from "@/view-layouts/layouts";
import { PageWaiting } from "../PageWaiting";
import { DesignPage } from "./DesignPage";
import { FilterEditor } from "./designerParts";
import style from "./pages.module.css";

const nothing = () => undefined;

/** Real records under the author's rights; they can be looked at and not changed here. */
const Preview: ViewDesignerParts["Preview"] = ({ view, entity, onLayout, onSort, onGroup }) => {
  const words = useCellWords();
  const paths = useMemo(() => pathsOf(view), [view]);
  const { entities } = useEntity(entity.key, paths);
  const still = useMemo(() => ({ ...entity, actions: [] }), [entity]);
  const filter = useMemo(() => {
    const whole = finished(view.filter ?? undefined);
    return whole && withKeys(whole, entity, entities);
  }, [view.filter, entity, entities]);
  const onState = useCallback(
    (change: Partial<typeof unasked>) => {
      if (change.sort) onSort(change.sort);
      if (change.group !== undefined) onGroup(change.group);
    },
    [onSort, onGroup],
  );
  const Layout = LAYOUTS[view.layout.type];
  return (
    <div className={style.preview}>
      <Suspense fallback={<PageWaiting />}>
        <Layout
          key={view.layout.type}
          view={view}
          entity={still}
          entities={entities}
          words={words}
          filter={filter}
          state={unasked}
          onState={onState}
          revision={0}
          onWritten={nothing}
          onRefresh={nothing}
          onOpen={nothing}
          onArranged={nothing}
          onDesign={onLayout}
          onChecks={nothing}
          onRefused={nothing}
        />
      </Suspense>
    </div>
  );
};

const parts: ViewDesignerParts = { ConditionEditor: FilterEditor, Preview };

export function ViewDesignerPage() {
  const { t } = useTranslation("viewDesigner");
  return (
    <DesignPage title={t("page")}>
      <ViewPage {...parts} />
    </DesignPage>
  );
}

export function NewViewPage() {
  const { t } = useTranslation("viewDesigner");
  return (
    <DesignPage title={t("new.title")}>
      <NewView />
    </DesignPage>
  );
}
