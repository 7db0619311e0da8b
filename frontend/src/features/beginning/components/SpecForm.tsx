import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { ProgressBar } from "@/ui/page/ProgressBar";
import { Button } from "@/ui/shared/Button";
import { ProblemNotice } from "@/ui/shared/ProblemNotice";
import { buildSpec, type SpecShown } from "../api";
import { everyPart, titlesOf, withTitles } from "../model/parts";
import { newApp, type Place, targetOf } from "../model/target";
import { appAddress, useBuilt } from "../useBuilt";
import style from "./beginning.module.css";
import { PartList } from "./PartList";
import { PlaceFields } from "./PlaceFields";

export type SpecFormProps = {
  readonly shown: SpecShown;
  /** The app that is to grow; empty for a new one. */
  readonly app: string;
  readonly onAgain: () => void;
};

/** The specification as a list to be ticked; from here on no model has a say. */
export function SpecForm({ shown: { spec, parts: told }, app, onAgain }: SpecFormProps) {
  const { t } = useTranslation("beginning");
  const navigate = useNavigate();
  const built = useBuilt();
  const parts = useMemo(() => withTitles(told, spec.entities), [told, spec]);
  const fixed = useMemo(() => titlesOf(spec.entities), [spec]);
  const [ticked, setTicked] = useState(() => everyPart(parts));
  const [place, setPlace] = useState<Place>({ ...newApp, app });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const nothing = !parts.some((part) => part.kind === "entity" && ticked.has(part.id));
  const build = async (publish: boolean) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const begun = await buildSpec(spec, [...ticked], targetOf(place, spec.name, publish));
      await built();
      await navigate(appAddress(begun));
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
    }
  };
  return (
    <>
      <div className={style.head}>
        <PlaceFields value={place} begun={spec.name} onChange={setPlace} />
      </div>
      <PartList parts={parts} fixed={fixed} ticked={ticked} onTick={setTicked} />
      {problem ? <ProblemNotice problem={problem} /> : null}
      {busy ? <ProgressBar label={t("building")} done={0} /> : null}
      <div className={style.foot}>
        <Button look="primary" busy={busy} disabled={nothing} onClick={() => void build(true)}>
          {t("parts.build")}
        </Button>
        <Button disabled={busy || nothing} onClick={() => void build(false)}>
          {t("draft")}
        </Button>
        <Button look="quiet" disabled={busy} onClick={onAgain}>
          {t("parts.again")}
        </Button>
      </div>
    </>
  );
}
