import { ArrowLeft, ArrowRight, Trash2 } from "lucide-react";
import { memo, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FlowNode } from "@/lib/flowTree/tree";
import { isBranching } from "@/lib/flowTree/tree";
import { Question } from "@/ui/page/Question";
import { IconButton } from "@/ui/shared/IconButton";
import { type NodeProblem, useDeskPart, useDeskRef } from "../DeskContext";
import { moveBranch, removeBranch, removeLane } from "../model/branchDeeds";
import type { FlowCommand } from "../model/commands";
import { branchesOf } from "../model/documents";
import { branchProblems } from "../model/places";
import style from "./Tree.module.css";

export type BranchHeadProps = { readonly node: FlowNode; readonly port: string };

/** What leads into a lane; draws again only when something about this very way changed. */
export const BranchHead = memo(function BranchHead({ node, port }: BranchHeadProps) {
  const at = branchesOf(node).findIndex((one) => one.id === port);
  const { told, ...shown } = useDeskPart(
    ({ selection, problems, told }) => ({
      told,
      selected: selection.kind === "branch" && selection.node === node.id && selection.id === port,
      problem: at < 0 ? undefined : branchProblems(problems.get(node.id) ?? [], at)[0],
    }),
    (one, other) => one.told === other.told && sameShown(one, other),
  );
  return <Head node={node} port={port} at={at} words={at < 0 ? null : told.lane(node, port)} {...shown} />;
});

type Shown = { readonly selected: boolean; readonly problem: NodeProblem | undefined };

type HeadProps = BranchHeadProps & Shown & { readonly at: number; readonly words: ReactNode };

const sameShown = (one: Shown, other: Shown): boolean =>
  one.selected === other.selected &&
  one.problem?.key === other.problem?.key &&
  one.problem?.text === other.problem?.text;

const same = (one: HeadProps, other: HeadProps): boolean =>
  one.node === other.node &&
  one.at === other.at &&
  sameShown(one, other) &&
  (one.words === other.words || (typeof one.words !== "string" && typeof other.words !== "string"));

/** The sentence of a branch with its priority, or the way beside the one straight on. */
const Head = memo(function Head({ node, port, at, words, selected, problem }: HeadProps) {
  const { t } = useTranslation("flowDesigner");
  const latest = useDeskRef();
  const [asked, setAsked] = useState<FlowCommand>();
  const branches = branchesOf(node);
  const branch = branches[at];
  const name = branch?.name ?? t(`port.${port}`);
  const last = node.type === "condition" ? branches.length - 2 : branches.length - 1;
  const removable = !branch || (branches.length > 2 && at <= last);
  const move = (by: 1 | -1) => latest.current.run(moveBranch(latest.current, node.id, port, by));
  const remove = () => {
    const desk = latest.current;
    const command = branch ? removeBranch(desk, node.id, port) : removeLane(desk, node.id, port);
    if (Number(command?.say.params?.count ?? 0) > 0) setAsked(command);
    else desk.run(command);
  };
  return (
    <div className={style.head} data-selected={selected || undefined}>
      {branch && node.type === "condition" ? (
        <span className={style.number} title={t("branch.priority", { number: at + 1 })}>
          {at + 1}
        </span>
      ) : (
        <span />
      )}
      <button
        type="button"
        className={style.open}
        data-head={`${node.id}:${port}`}
        aria-pressed={isBranching(node) ? selected : undefined}
        onClick={() =>
          latest.current.select(
            branch ? { kind: "branch", node: node.id, id: port } : { kind: "node", id: node.id },
          )
        }
      >
        <strong>{name}</strong>
        {branch ? <span>{words}</span> : null}
      </button>
      <span className={style.headTools}>
        {branch && at <= last && last > 0 ? (
          <>
            <IconButton
              size="small"
              label={t("branch.left", { name })}
              icon={<ArrowLeft />}
              disabled={at === 0}
              onClick={() => move(-1)}
            />
            <IconButton
              size="small"
              label={t("branch.right", { name })}
              icon={<ArrowRight />}
              disabled={at === last}
              onClick={() => move(1)}
            />
          </>
        ) : null}
        {removable ? (
          <IconButton size="small" label={t("branch.remove", { name })} icon={<Trash2 />} onClick={remove} />
        ) : null}
      </span>
      {problem ? (
        <span className={style.problem} data-tone={problem.tone}>
          {problem.text}
        </span>
      ) : null}
      {asked ? (
        <Question
          title={t("branch.remove", { name })}
          confirm={t("remove.confirm")}
          danger
          onClose={() => setAsked(undefined)}
          onConfirm={async () => latest.current.run(asked)}
        >
          <p>{t("remove.branchWhat", { name, count: Number(asked.say.params?.count ?? 0) })}</p>
        </Question>
      ) : null}
    </div>
  );
}, same);
