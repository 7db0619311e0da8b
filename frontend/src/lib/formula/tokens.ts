import { PATH_SEGMENTS, PLACES, WHOLE_DIGITS } from "./limits.ts";
import type { FieldPath } from "./syntax.ts";
import { FormulaProblem } from "./values.ts";

export type Sort = "number" | "text" | "name" | "field" | "sign" | "end";

/** `text` is the sign, the name, the digits, the text without quotes, or the path joined by dots. */
export interface Token {
  readonly sort: Sort;
  readonly text: string;
  readonly at: number;
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  "×": "*",
  "÷": "/",
  "≤": "<=",
  "≥": ">=",
  "≠": "<>",
  "\u3000": " ",
  "、": ",",
  "“": '"',
  "”": '"',
};
const SIGNS = ["<=", ">=", "<>", "+", "-", "*", "/", "&", "=", "<", ">", "%", "(", ")", ","];
const NUMBER = /^(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)/u;
const NAME_START = /^[A-Za-z_\u3400-\u9fff]/u;
const NAME = /^[A-Za-z0-9_.\u3400-\u9fff]$/u;
const SEGMENT = /^[a-z][a-z0-9_]{0,62}$/u;
const SPACES = " \t\r\n\u00a0\u3000\u200b\ufeff";
/** What was probably meant by a character that fits nowhere. */
const MEANT: Readonly<Record<string, string>> = {
  "^": "POWER( , )",
  ";": ",",
  "'": '"',
  "!": "<>",
  "[": "{ }",
};

/** All tokens, the last one `end`. */
export function tokens(source: string): readonly Token[] {
  const characters = Array.from(source);
  const found: Token[] = [];
  let at = 0;
  while (at < characters.length) {
    const sign = ascii(characters[at] ?? "");
    if (SPACES.includes(sign)) {
      at += 1;
      continue;
    }
    const [token, next] = nextToken(characters, at, sign);
    found.push(token);
    at = next;
  }
  found.push({ sort: "end", text: "", at: characters.length });
  return found;
}

/** The ASCII sign that a full-width or mathematical one stands for. */
function ascii(character: string): string {
  if (character >= "\uff01" && character <= "\uff5e" && character.length === 1) {
    return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
  }
  return LOOKALIKES[character] ?? character;
}

type Step = readonly [Token, number];

function nextToken(characters: readonly string[], at: number, sign: string): Step {
  if (sign === '"') return textToken(characters, at);
  if (sign === "{") return fieldToken(characters, at);
  if ("0123456789.".includes(sign) || NAME_START.test(sign)) return wordToken(characters, at);
  const following = characters[at + 1];
  const two = following !== undefined && sign.length === 1 ? sign + ascii(following) : sign;
  for (const known of SIGNS) {
    if (two === known || sign === known) {
      return [{ sort: "sign", text: known, at }, at + (sign.length === 1 ? known.length : 1)];
    }
  }
  throw new FormulaProblem("formula.character.unexpected", at, {
    found: characters[at],
    suggestion: MEANT[sign] ?? "",
  });
}

/** A number or a name: full-width letters and digits read as their ASCII forms. */
function wordToken(characters: readonly string[], at: number): Step {
  let word = "";
  for (let end = at; end < characters.length; end += 1) {
    const character = ascii(characters[end] ?? "");
    if (!NAME.test(character)) break;
    word += character;
  }
  const digits = NUMBER.exec(word)?.[0];
  if (digits === undefined) {
    if (word.startsWith("."))
      throw new FormulaProblem("formula.character.unexpected", at, { found: ".", suggestion: "" });
    return [{ sort: "name", text: word, at }, at + Array.from(word).length];
  }
  const [integer = "", places = ""] = digits.split(".");
  const tooLong =
    integer.replace(/^0+/u, "").length > WHOLE_DIGITS || places.replace(/0+$/u, "").length > PLACES;
  if (tooLong) throw new FormulaProblem("formula.number.long", at, { whole: WHOLE_DIGITS, places: PLACES });
  return [{ sort: "number", text: digits, at }, at + digits.length];
}

/** A text in straight or curly quotes; a doubled quote inside stands for one. */
function textToken(characters: readonly string[], at: number): Step {
  const opening = characters[at];
  const closing = opening === '"' || opening === "\uff02" ? opening : "”";
  let text = "";
  for (let position = at + 1; position < characters.length; position += 1) {
    const character = characters[position] ?? "";
    if (character !== closing) {
      text += character;
    } else if (characters[position + 1] === closing) {
      text += closing;
      position += 1;
    } else {
      return [{ sort: "text", text, at }, position + 1];
    }
  }
  throw new FormulaProblem("formula.text.unclosed", at, { suggestion: closing });
}

function fieldToken(characters: readonly string[], at: number): Step {
  let end = at + 1;
  while (end < characters.length && characters[end] !== "}" && characters[end] !== "\uff5d") end += 1;
  if (end === characters.length) throw new FormulaProblem("formula.field.unclosed", at, { suggestion: "}" });
  const path = characters
    .slice(at + 1, end)
    .join("")
    .trim();
  fieldPath(path, at);
  return [{ sort: "field", text: path, at }, end + 1];
}

/** `a.b` → ["a", "b"]. */
export function fieldPath(path: string, at: number): FieldPath {
  const segments = path.split(".");
  if (segments.length > PATH_SEGMENTS || !segments.every((segment) => SEGMENT.test(segment))) {
    throw new FormulaProblem("formula.field.malformed", at, { path: path.slice(0, 200) });
  }
  return segments;
}
