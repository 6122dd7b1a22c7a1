import { isObject, type JsonValue } from "../../core/json/value.ts";
import { rowSchema } from "./schema.ts";

/** How surely a row is of this format: its list of prompts and responses has a name that no other format has. */
export function detect(row: JsonValue): number {
  if (!isObject(row) || !Array.isArray(row["llm_prompt_response"]) || typeof row["query"] !== "string") return 0;
  return rowSchema.safeParse(row).success ? 1 : 0.8;
}
