import type { JsonValue } from "../../core/json/value.ts";
import { type SchemaProblem, schemaProblems } from "../../core/schema-problems.ts";
import { templateSchema } from "../template.ts";

/** All that the schema of templates finds wrong with a value, unknown keys included; empty for a template. */
export function templateProblems(value: JsonValue): SchemaProblem[] {
  return schemaProblems(templateSchema, value, "is no key of a template");
}
