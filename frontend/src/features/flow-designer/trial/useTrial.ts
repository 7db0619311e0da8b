/** Asks what the saved draft would do; of several questions only the last one's answer counts. */
import { useRef, useState } from "react";
import { call } from "@/api/call";
import type { Schemas } from "@/api/schemas";
import { emptyQuestion, type Question, trialOf } from "./model/question";

export type TrialShown = Schemas["TrialShown"];
export type TrialVisit = Schemas["TrialVisit"];
export type TrialWait = Schemas["TrialWait"];

export type TrialState = {
  readonly question: Question;
  readonly shown: TrialShown | undefined;
  /** The revision of the draft that was tried. */
  readonly revision: number | undefined;
  readonly problem: unknown;
  readonly busy: boolean;
};

export type TrialOptions = {
  readonly flow: string;
  /** Saves what is not saved yet; false if that did not work. */
  readonly flush: () => Promise<boolean>;
  readonly revision: () => number | undefined;
  readonly onShown: (shown: TrialShown | undefined) => void;
};

export function useTrial({ flow, flush, revision, onShown }: TrialOptions) {
  const [state, setState] = useState<TrialState>({
    question: emptyQuestion,
    shown: undefined,
    revision: undefined,
    problem: undefined,
    busy: false,
  });
  const asked = useRef(0);
  const ask = (question: Question) => setState((before) => ({ ...before, question }));
  const run = async (question: Question) => {
    asked.current += 1;
    const mine = asked.current;
    const latest = (next: Partial<TrialState>) => {
      if (mine === asked.current) setState((before) => ({ ...before, ...next }));
    };
    latest({ question, busy: true, problem: undefined });
    try {
      await flush();
      const shown = await call<TrialShown>("POST", `/design/flows/${flow}/try`, { body: trialOf(question) });
      if (mine === asked.current) onShown(shown);
      latest({ shown, revision: revision(), busy: false });
    } catch (problem) {
      latest({ problem, busy: false });
    }
  };
  return { state, ask, run };
}
