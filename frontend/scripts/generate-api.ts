/** Writes src/api/generated/schema.ts from the OpenAPI document of the platform, which stands beside it. */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const folder = resolve(import.meta.dirname, "../src/api/generated");
const document = JSON.parse(readFileSync(resolve(folder, "openapi.json"), "utf8"));

/** Any JSON is our own type of it: `unknown` would have to be told so wherever it is read. */
const json = ts.factory.createImportTypeNode(
  ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral("@/lib/json")),
  undefined,
  ts.factory.createIdentifier("Json"),
);
const tree = await openapiTS(document, {
  immutable: true,
  defaultNonNullable: false,
  transform: (_, { path }) => (path?.endsWith("JsonValue") ? json : undefined),
});
writeFileSync(resolve(folder, "schema.ts"), astToString(tree));
