/** A condition that its field does not allow; the code is the engine's. */
export class ConditionProblem extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = "ConditionProblem";
    this.code = code;
  }
}
