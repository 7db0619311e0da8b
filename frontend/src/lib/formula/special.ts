import { apply, argumentsFit, common, fitted } from "./fitting.ts";
import { OPERATIONS, type Operation, type Param, paramAt } from "./registry.ts";
import { BLANK, type Typed } from "./types.ts";

const CONDITION: Param = { kind: "boolean", shape: "one", optional: false, repeat: false, units: [] };
const SAME: Operation = {
  params: [{ kind: "same", shape: "one", optional: false, repeat: true, units: [] }],
  result: "same",
  aliases: null,
};

/** Functions whose arguments come in pairs or whose meaning depends on the first one. */
export function special(name: string, args: readonly Typed[], at: number): Typed | null {
  if (name === "IFS") return ifs(args, at);
  if (name === "SWITCH") return switched(args, at);
  const has = OPERATIONS.get("HAS");
  if (name === "CONTAINS" && args[0]?.type.many === true && has) return argumentsFit("HAS", has, args, at);
  return null;
}

/** Nested IFs, folded from the last pair outwards. */
function ifs(args: readonly Typed[], at: number): Typed {
  const odd = args.length % 2 === 1;
  const values = args.filter((_, index) => index % 2 === 1 || (odd && index === args.length - 1));
  const group = common("IFS", SAME, values);
  values.forEach((value, position) => {
    fitted("IFS", position, value, paramAt(SAME, 0));
  });
  let otherwise: readonly Typed[] = odd ? args.slice(-1) : [];
  for (let index = Math.floor(args.length / 2) - 1; index >= 0; index -= 1) {
    const [condition, value] = args.slice(2 * index, 2 * index + 2);
    if (condition === undefined || value === undefined) continue;
    const decided = fitted("IFS", 2 * index, condition, CONDITION);
    otherwise = [apply("IF", [decided, value, ...otherwise], group, at)];
  }
  return otherwise[0] ?? apply("BLANK", [], BLANK, at);
}

/** The subject agrees with the candidates, the results and the default agree with one another. */
function switched(args: readonly Typed[], at: number): Typed {
  const [subject, ...rest] = args;
  if (subject === undefined) return apply("BLANK", [], BLANK, at);
  const defaulted = rest.length % 2 === 1;
  const isResult = (index: number) => index % 2 === 1 || (defaulted && index === rest.length - 1);
  args.forEach((argument, position) => {
    fitted("SWITCH", position, argument, paramAt(SAME, 0));
  });
  common("SWITCH", SAME, [subject, ...rest.filter((_, index) => !isResult(index))]);
  const results = rest.filter((_, index) => isResult(index));
  return apply("SWITCH", args, common("SWITCH", SAME, results), at);
}
