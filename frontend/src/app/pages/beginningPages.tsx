/** The ways to begin an app, for people who may design. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { appsQuery } from "@/api/design";
import { BeginPage as Begin } from "@/features/beginning/pages/BeginPage";
import { NewTablePage as NewTable } from "@/features/beginning/pages/NewTablePage";
import { SentencePage as Sentence } from "@/features/beginning/pages/SentencePage";
import { TablePage as Table } from "@/features/beginning/pages/TablePage";
import type { BeginningParts } from "@/features/beginning/parts";
import { type ImportJob, importQuery, isOpen, isWorking, runImport } from "@/features/imports/api";
import { RunStep } from "@/features/imports/components/RunStep";
import { pageAddress } from "@/lib/pageAddress";
import { Answered } from "@/ui/page/Answered";
import { Notice } from "@/ui/page/Notice";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { DesignPage } from "./DesignPage";
import style from "./pages.module.css";

type BeginnerProps = { readonly children: ReactNode };

function Beginner({ children }: BeginnerProps) {
  const { t } = useTranslation("beginning");
  return <DesignPage title={t("title")}>{children}</DesignPage>;
}

const ImportResult: BeginningParts["ImportResult"] = ({ job: id }) => {
  const job = useQuery(importQuery(id));
  return (
    <Answered query={job}>
      {(data) => (
        <>
          {isWorking(data) || isOpen(data) ? null : <ListLink entity={data.entity} />}
          {isOpen(data) ? <RowsToImport job={data} /> : <RunStep job={data} />}
        </>
      )}
    </Answered>
  );
};

/** The rows of a table that was built as drafts, which are published now. */
function RowsToImport({ job: { id, progress } }: { readonly job: ImportJob }) {
  const { t } = useTranslation("beginning");
  const client = useQueryClient();
  const [problem, setProblem] = useState<unknown>();
  const run = async () => {
    try {
      await runImport(id, false);
      await client.invalidateQueries({ queryKey: importQuery(id).queryKey });
    } catch (refusal) {
      setProblem(refusal);
    }
  };
  return (
    <>
      <Notice
        tone="info"
        action={
          <Button look="primary" onClick={() => void run()}>
            {t("result.import", { count: progress.total })}
          </Button>
        }
      >
        {t("result.waited")}
      </Notice>
      {problem ? <ProblemNotice problem={problem} /> : null}
    </>
  );
}

/** To the first page of a menu that shows the entity. */
function ListLink({ entity }: { readonly entity: string }) {
  const { t } = useTranslation("beginning");
  const navigate = useNavigate();
  const { data: apps } = useQuery(appsQuery);
  const pages = (apps ?? []).flatMap((app) =>
    app.menu.flatMap((group) => group.items.map((item) => ({ app, item }))),
  );
  const found = pages.find(({ item }) => item.entity === entity);
  if (!found) return null;
  return (
    <p className={style.actions}>
      <Button look="primary" onClick={() => void navigate(pageAddress(found.app.key, found.item))}>
        {t("result.open")}
      </Button>
    </p>
  );
}

export const BeginPage = () => (
  <Beginner>
    <Begin />
  </Beginner>
);

export const NewTablePage = () => (
  <Beginner>
    <NewTable />
  </Beginner>
);

export const TablePage = () => (
  <Beginner>
    <Table ImportResult={ImportResult} />
  </Beginner>
);

export const SentencePage = () => (
  <Beginner>
    <Sentence />
  </Beginner>
);
