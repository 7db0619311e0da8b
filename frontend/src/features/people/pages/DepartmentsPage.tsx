import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Network, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { directoryQuery } from "@/api/people";
import { Answered } from "@/ui/page/Answered";
import { PageFrame } from "@/ui/page/PageFrame";
import { Question } from "@/ui/page/Question";
import { Button } from "@/ui/shared/Button";
import { EmptyState } from "@/ui/shared/EmptyState";
import { MenuButton } from "@/ui/shared/MenuButton";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { changeDepartment, type DepartmentRow, deleteDepartment, departmentTreeQuery } from "../api";
import { DepartmentForm } from "../components/DepartmentForm";
import { PeopleTabs } from "../components/PeopleTabs";
import style from "../components/people.module.css";
import { useMay } from "../components/useMay";
import { moveAmongSiblings, type TreeLine, treeLines } from "../model/tree";

type Asked =
  | { readonly what: "new"; readonly parent: string | null }
  | { readonly what: "edit" | "delete"; readonly department: DepartmentRow };

/** Who belongs where; rights that say 'my department' follow this tree. */
export function DepartmentsPage() {
  const { t } = useTranslation("people");
  const client = useQueryClient();
  const may = useMay();
  const tree = useQuery(departmentTreeQuery);
  const { data: people } = useQuery(directoryQuery);
  const [asked, setAsked] = useState<Asked>();
  const [problem, setProblem] = useState<unknown>();
  const departments = tree.data?.items ?? [];
  const nameOf = (id: string | null) => people?.find((person) => person.id === id)?.name ?? "";
  const again = () => client.invalidateQueries({ queryKey: ["departments"] });
  const move = (id: string, step: -1 | 1) => {
    setProblem(undefined);
    Promise.all(
      moveAmongSiblings(departments, id, step).map((one) =>
        changeDepartment(one.id, { position: one.position }),
      ),
    )
      .catch((refusal: unknown) => setProblem(refusal))
      .finally(() => void again());
  };
  const stop = () => setAsked(undefined);
  const make = may.people ? (
    <Button look="primary" icon={<Plus />} onClick={() => setAsked({ what: "new", parent: null })}>
      {t("department.new")}
    </Button>
  ) : null;
  return (
    <PageFrame
      narrow
      title={t("title")}
      hint={t("department.hint")}
      below={<PeopleTabs current="departments" />}
      actions={departments.length === 0 ? null : make}
    >
      {problem ? <ProblemNotice problem={problem} /> : null}
      <Answered query={tree}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<Network />}
              title={t("department.none")}
              hint={t("department.noneHint")}
              action={make}
            />
          ) : (
            <ul className={style.tree} aria-label={t("tab.departments")}>
              {treeLines(items).map((line) => (
                <DepartmentLine
                  key={line.department.id}
                  line={line}
                  leader={nameOf(line.department.leader_id)}
                  mayChange={may.people}
                  onMove={(step) => move(line.department.id, step)}
                  onAsk={setAsked}
                />
              ))}
            </ul>
          )
        }
      </Answered>
      {asked?.what === "new" ? (
        <DepartmentForm departments={departments} parent={asked.parent} onClose={stop} onDone={again} />
      ) : null}
      {asked?.what === "edit" ? (
        <DepartmentForm
          departments={departments}
          department={asked.department}
          leaderName={nameOf(asked.department.leader_id)}
          onClose={stop}
          onDone={again}
        />
      ) : null}
      {asked?.what === "delete" ? (
        <Question
          danger
          title={t("department.delete", { name: asked.department.name })}
          confirm={t("department.deleteDo")}
          onClose={stop}
          onConfirm={async () => {
            await deleteDepartment(asked.department.id);
            await again();
          }}
        >
          <p>{t("department.deleteMeans", { count: asked.department.members })}</p>
        </Question>
      ) : null}
    </PageFrame>
  );
}

type LineProps = {
  readonly line: TreeLine;
  readonly leader: string;
  readonly mayChange: boolean;
  readonly onMove: (step: -1 | 1) => void;
  readonly onAsk: (asked: Asked) => void;
};

function DepartmentLine({ line, leader, mayChange, onMove, onAsk }: LineProps) {
  const { t } = useTranslation("people");
  const { department, depth, first, last } = line;
  return (
    <li style={{ "--depth": depth } as React.CSSProperties}>
      <span className={style.label}>
        <strong>{department.name}</strong>{" "}
        {leader ? <span className={style.meta}>{t("department.led", { name: leader })}</span> : null}
      </span>
      <Link to={`/people?department=${department.id}`}>
        {t("department.members", { count: department.members })}
      </Link>
      {mayChange ? (
        <MenuButton
          label={t("department.menu", { name: department.name })}
          items={[
            { key: "edit", label: t("department.edit"), onSelect: () => onAsk({ what: "edit", department }) },
            {
              key: "below",
              label: t("department.below"),
              onSelect: () => onAsk({ what: "new", parent: department.id }),
            },
            { key: "up", label: t("department.up"), disabled: first, onSelect: () => onMove(-1) },
            { key: "down", label: t("department.down"), disabled: last, onSelect: () => onMove(1) },
            "line",
            {
              key: "delete",
              label: t("department.deleteDo"),
              danger: true,
              onSelect: () => onAsk({ what: "delete", department }),
            },
          ]}
        />
      ) : null}
    </li>
  );
}
