import { Decimal } from "./decimal.ts";
import { HEIGHT, NESTING, SOURCE_BYTES } from "./limits.ts";
import { find } from "./registry.ts";
import { children, type Node, STRENGTH } from "./syntax.ts";
import { fieldPath, type Token, tokens } from "./tokens.ts";
import { FormulaProblem, utf8Size } from "./values.ts";

const SIGN_STRENGTH = 5;
const CONSTANTS: Readonly<Record<string, boolean>> = { TRUE: true, FALSE: false, 真: true, 假: false };
const INFIX_WORDS: Readonly<Record<string, string>> = {
  AND: "AND( , )",
  OR: "OR( , )",
  NOT: "NOT( )",
  且: "AND( , )",
  或: "OR( , )",
};

/** The tree of `source` (a leading `=` is allowed); throws a `FormulaProblem` at the first mistake. */
export function parse(source: string): Node {
  if (utf8Size(source) > SOURCE_BYTES)
    throw new FormulaProblem("formula.source.long", 0, { limit: SOURCE_BYTES });
  const reader = new Reader(tokens(source));
  if (reader.atSign("=")) reader.step();
  if (reader.ended()) throw new FormulaProblem("formula.source.empty", 0);
  const node = reader.expression(0, 0);
  if (!reader.ended()) throw unexpected(reader.token());
  return node;
}

class Reader {
  private readonly stream: readonly Token[];
  private readonly heights = new Map<Node, number>();
  private next = 0;

  constructor(stream: readonly Token[]) {
    this.stream = stream;
  }

  token(): Token {
    return this.stream[this.next] ?? { sort: "end", text: "", at: 0 };
  }

  ended(): boolean {
    return this.next === this.stream.length - 1;
  }

  step(): Token {
    const token = this.token();
    if (!this.ended()) this.next += 1;
    return token;
  }

  atSign(sign: string): boolean {
    const token = this.token();
    return token.sort === "sign" && token.text === sign;
  }

  /** The longest expression whose operators bind tighter than `strength`. */
  expression(strength: number, nesting: number): Node {
    if (nesting > NESTING) throw new FormulaProblem("formula.depth", this.token().at, { limit: NESTING });
    let left = this.operand(nesting);
    for (;;) {
      const token = this.token();
      if (this.atSign("%")) {
        this.step();
        left = this.built({ type: "unary", operator: "%", operand: left, at: token.at });
        continue;
      }
      const own = token.sort === "sign" ? (STRENGTH[token.text] ?? 0) : 0;
      if (own <= strength) return left;
      this.step();
      left = this.built(combined(token, left, this.expression(own, nesting + 1)));
    }
  }

  private built(node: Node): Node {
    const height = 1 + Math.max(0, ...children(node).map((child) => this.heights.get(child) ?? 1));
    if (height > HEIGHT) throw new FormulaProblem("formula.depth", node.at, { limit: HEIGHT });
    this.heights.set(node, height);
    return node;
  }

  private operand(nesting: number): Node {
    const token = this.step();
    switch (token.sort) {
      case "number":
        return { type: "number", value: new Decimal(token.text), at: token.at };
      case "text":
        return { type: "text", value: token.text, at: token.at };
      case "field":
        return { type: "field", path: fieldPath(token.text, token.at), at: token.at };
      case "name":
        return this.named(token, nesting);
      case "sign":
        return this.signed(token, nesting);
      case "end":
        throw unexpected(token);
    }
  }

  private signed(token: Token, nesting: number): Node {
    if (token.text === "(") {
      const inner = this.expression(0, nesting + 1);
      this.close(token);
      return inner;
    }
    if (token.text !== "+" && token.text !== "-") throw unexpected(token);
    const operand = this.expression(SIGN_STRENGTH, nesting + 1);
    if (token.text === "+") return operand;
    return this.built({ type: "unary", operator: "-", operand, at: token.at });
  }

  private named(token: Token, nesting: number): Node {
    if (this.atSign("(")) {
      const args = this.args(this.step(), nesting);
      return this.built({ type: "call", name: token.text, args, at: token.at });
    }
    const constant = CONSTANTS[token.text.toUpperCase()];
    if (constant === undefined) {
      const hint = find(token.text) === undefined ? `{${token.text.toLowerCase()}}` : `${token.text}( )`;
      throw new FormulaProblem("formula.name.bare", token.at, {
        name: token.text.slice(0, 60),
        suggestion: hint.slice(0, 60),
      });
    }
    return { type: "boolean", value: constant, at: token.at };
  }

  private args(opening: Token, nesting: number): readonly Node[] {
    if (this.atSign(")")) {
      this.step();
      return [];
    }
    const found = [this.expression(0, nesting + 1)];
    while (this.atSign(",")) {
      this.step();
      found.push(this.expression(0, nesting + 1));
    }
    this.close(opening);
    return found;
  }

  private close(opening: Token): void {
    if (this.ended())
      throw new FormulaProblem("formula.parenthesis.unclosed", opening.at, { suggestion: ")" });
    if (!this.atSign(")")) throw unexpected(this.token());
    this.step();
  }
}

function combined(operator: Token, left: Node, right: Node): Node {
  if (operator.text !== "&") {
    return { type: "binary", operator: operator.text, left, right, at: operator.at };
  }
  const parts = left.type === "join" ? left.parts : [left];
  return { type: "join", parts: [...parts, right], at: operator.at };
}

function unexpected(token: Token): FormulaProblem {
  if (token.sort === "end") return new FormulaProblem("formula.end.unexpected", token.at);
  const suggestion = token.sort === "name" ? (INFIX_WORDS[token.text.toUpperCase()] ?? "") : "";
  const found = Array.from(token.text).slice(0, 60).join("");
  return new FormulaProblem("formula.token.unexpected", token.at, { found, suggestion });
}
