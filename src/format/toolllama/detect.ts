import type { JsonObject, JsonValue } from "../../core/json/value.ts";
import { rowSchema } from "./schema.ts";

/** How surely a row is of this format: a function's turn, or the protocol's labels, tell it from other conversations. */
export function detect(row: JsonValue): number {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success || Object.hasOwn(row as JsonObject, "instruction")) return 0;
  const turns = parsed.data.conversations;
  if (turns.some((turn) => turn.from === "function")) return 1;
  const isLabelled = turns.some((turn) => turn.from === "assistant" && /^(?:Thought|Action):/m.test(turn.value));
  return isLabelled ? 0.9 : 0.5;
}
