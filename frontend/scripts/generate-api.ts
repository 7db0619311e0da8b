/** Writes src/api/generated/schema.ts from the OpenAPI document of the platform, which stands beside it. */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";

const folder = resolve(import.meta.dirname, "../src/api/generated");
const document = JSON.parse(readFileSync(resolve(folder, "openapi.json"), "utf8"));
const tree = await openapiTS(document, { immutable: true, defaultNonNullable: false });
writeFileSync(resolve(folder, "schema.ts"), astToString(tree));
