import { numberText } from "./numbers.ts";
import { type FieldPath, type Node, STRENGTH } from "./syntax.ts";

export type NameOf = (path: FieldPath) => string;

/** The formula in canonical spacing; `names` turns a path into what stands between the braces. */
export function show(node: Node, names: NameOf = (path) => path.join(".")): string {
  switch (node.type) {
    case "number":
      return numberText(node.value);
    case "text":
      return `"${node.value.replaceAll('"', '""')}"`;
    case "boolean":
      return node.value ? "TRUE" : "FALSE";
    case "field":
      return `{${names(node.path)}}`;
    case "unary": {
      const inner = inside(node.operand, 5, names);
      return node.operator === "-" ? `-${inner}` : `${inner}%`;
    }
    case "join":
      return node.parts.map((part, index) => inside(part, index === 0 ? 2 : 3, names)).join(" & ");
    case "binary": {
      const own = STRENGTH[node.operator] ?? 0;
      return `${inside(node.left, own, names)} ${node.operator} ${inside(node.right, own + 1, names)}`;
    }
    case "call":
      return `${node.name}(${node.args.map((argument) => show(argument, names)).join(", ")})`;
  }
}

function inside(node: Node, strength: number, names: NameOf): string {
  const written = show(node, names);
  return ownStrength(node) < strength ? `(${written})` : written;
}

function ownStrength(node: Node): number {
  if (node.type === "binary") return STRENGTH[node.operator] ?? 0;
  if (node.type === "join") return 2;
  return node.type === "unary" && node.operator === "-" ? 4 : 9;
}
