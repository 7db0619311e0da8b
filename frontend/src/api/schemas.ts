/** The API's documents by name, generated from OpenAPI: `Schemas["PersonOut"]`. */
import type { components } from "./generated/schema";

export type Schemas = components["schemas"];
