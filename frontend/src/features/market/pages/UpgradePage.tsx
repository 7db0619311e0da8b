import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { ApiProblem } from "@/api/problem";
import { Answered } from "@/ui/page/Answered";
import { Notice } from "@/ui/page/Notice";
import { PageFrame } from "@/ui/page/PageFrame";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { ConflictChoice } from "../components/ConflictChoice";
import { DifferenceList } from "../components/DifferenceList";
import style from "../components/market.module.css";
import { namedIn, type SlotChoice, SlotFields } from "../components/SlotFields";
import { placeKey, wishOf } from "../model/choice";
import { unfilled } from "../model/preview";
import { type UpgradePreview, upgrade, upgradeQuery } from "../upgrade";

/** An upgrade before it is done: what comes, what stays, and where somebody has to choose. */
export function UpgradePage() {
  const { package: id = "", app = "" } = useParams();
  const { t } = useTranslation("market");
  const preview = useQuery(upgradeQuery(app));
  const title = preview.data
    ? t("upgrade.title", { from: preview.data.from, version: preview.data.version })
    : t("upgrade.action");
  return (
    <PageFrame
      narrow
      title={title}
      hint={t("upgrade.hint")}
      actions={<Link to={`/market/${id}`}>{t("upgrade.back")}</Link>}
    >
      <Answered query={preview}>
        {(data) => (
          <Review
            key={data.revision}
            preview={data}
            onDone={`/market/${id}`}
            onStale={() => void preview.refetch()}
          />
        )}
      </Answered>
    </PageFrame>
  );
}

type ReviewProps = {
  readonly preview: UpgradePreview;
  readonly onDone: string;
  readonly onStale: () => void;
};

function Review({ preview, onDone, onStale }: ReviewProps) {
  const { t } = useTranslation("market");
  const client = useQueryClient();
  const navigate = useNavigate();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const [slots, setSlots] = useState<SlotChoice>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const named = namedIn(slots);
  const choose = (key: string, taken: boolean) => {
    const next = new Set(theirs);
    if (taken) next.add(key);
    else next.delete(key);
    setTheirs(next);
  };
  const go = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await upgrade(preview.app, wishOf(preview, theirs, named));
      await navigate(onDone);
      await Promise.all(
        ["packages", "design", "records", "roles"].map((key) =>
          client.invalidateQueries({ queryKey: [key] }),
        ),
      );
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  const stale = problem instanceof ApiProblem && problem.code === "app.upgrade.stale";
  return (
    <div className={style.stack}>
      <Notice tone="info">{t("upgrade.counts", preview.counts)}</Notice>
      {preview.conflicts.length > 0 ? (
        <section className={style.panel} aria-label={t("upgrade.conflicts")}>
          <h2>{t("upgrade.conflicts")}</h2>
          {preview.conflicts.map((one) => (
            <ConflictChoice
              key={placeKey(one)}
              conflict={one}
              theirs={theirs.has(placeKey(one))}
              onChange={(taken) => choose(placeKey(one), taken)}
            />
          ))}
        </section>
      ) : null}
      <DifferenceList
        open
        title={t("upgrade.taken", { count: preview.counts.taken })}
        rows={preview.taken}
        count={preview.counts.taken}
      />
      <DifferenceList
        title={t("upgrade.kept", { count: preview.counts.kept })}
        rows={preview.kept}
        count={preview.counts.kept}
      />
      <SlotFields slots={preview.slots} value={slots} onChange={setSlots} />
      {preview.problems.map((one) => (
        <Notice key={one.message} tone="danger">
          {one.message}
        </Notice>
      ))}
      {problem ? (
        <ProblemNotice
          problem={problem}
          action={
            stale ? (
              <Button size="small" onClick={onStale}>
                {t("upgrade.again")}
              </Button>
            ) : undefined
          }
        />
      ) : null}
      <div className={style.actions}>
        <Button
          look="primary"
          busy={busy}
          disabled={preview.problems.length > 0 || unfilled(preview.slots, named).length > 0}
          onClick={() => void go()}
        >
          {t("upgrade.action")}
        </Button>
        <span className={style.meta}>{t("upgrade.snapshot")}</span>
      </div>
    </div>
  );
}
