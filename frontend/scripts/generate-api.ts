/** Writes src/api/schema.ts from the platform's OpenAPI document (or the placeholder while there is none). */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";

const root = resolve(import.meta.dirname, "..");
const published = resolve(root, "../openapi.json");
const source = existsSync(published) ? published : resolve(root, "src/api/openapi.placeholder.json");
const tree = await openapiTS(JSON.parse(readFileSync(source, "utf8")));
const notice = "/** Generated from OpenAPI by `node --run api`; do not edit. */\n";
writeFileSync(resolve(root, "src/api/schema.ts"), notice + astToString(tree));
console.log(`schema.ts written from ${relative(root, source)}`);
