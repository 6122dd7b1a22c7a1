import { WrongFormatError } from "../../core/errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { ATIF_VERSION, type Trajectory, type Verdict } from "../../core/trajectory.ts";
import type { ReadContext, ReadTrajectory } from "../format.ts";
import { idIn } from "../member-text.ts";
import { keepRowResidual } from "../residual.ts";
import { canonicalRow, withMessages } from "./row.ts";
import { rowSchema } from "./schema.ts";
import { NAME, ROLES, readSteps } from "./steps.ts";
import { readTools } from "./tools.ts";

/** Reads a row of messages; what ATIF cannot say of it is kept as residuals. */
export function read(row: JsonValue, context: ReadContext): ReadTrajectory {
  if (!isObject(row)) throw wrong("the row is no object", context);
  const messages = messagesIn(row, context);
  const id = idIn(row, context.fallbackId);
  const { tools, unknownTools } = readTools(row);
  const verdict: Verdict = { by: `read:${NAME}`, reason: "unknown_tool_kind" };
  const model = row["model"];
  const trajectory: Trajectory = {
    schema_version: ATIF_VERSION,
    trajectory_id: id,
    agent: {
      name: "openai",
      version: "unknown",
      ...(typeof model === "string" ? { model_name: model } : {}),
      ...(tools.length === 0 ? {} : { tool_definitions: tools }),
    },
    steps: readSteps(messages),
    ...(unknownTools ? { extra: { mat: { verdicts: [verdict] } } } : {}),
  };
  return { trajectory: keepRowResidual(NAME, trajectory, canonicalRow(trajectory), withMessages(row, [])), id };
}

function messagesIn(row: JsonObject, context: ReadContext): JsonObject[] {
  const messages = row["messages"];
  if (!Array.isArray(messages)) throw wrong("the row has no list of messages", context);
  if (messages.length === 0) throw wrong("the list of messages is empty", context);
  for (const [index, message] of messages.entries()) {
    if (!isObject(message)) throw wrong(`message ${index + 1} is no object`, context);
    if (typeof message["role"] !== "string") throw wrong(`message ${index + 1} has no role`, context);
  }
  return messages as JsonObject[];
}

function wrong(problem: string, { place }: ReadContext): WrongFormatError {
  const fix = "A row is {messages: [{role, content, ...}, ...], tools?: [...]}; see docs/formats/openai.md.";
  return new WrongFormatError(NAME, problem, fix, place);
}

/** How surely a row is of this format: surely when it is as the schema has it, perhaps when the roles are the right ones. */
export function detect(row: JsonValue): number {
  if (!isObject(row) || !Array.isArray(row["messages"]) || row["messages"].length === 0) return 0;
  if (rowSchema.safeParse(row).success) return 1;
  const known = row["messages"].every((message) => isObject(message) && ROLES.has(message["role"]));
  return known && row["messages"].every((message) => isReadable((message as JsonObject)["content"])) ? 0.8 : 0;
}

/** Other formats have the same roles with contents of their own: parts without a text are not of this one. */
function isReadable(content: JsonValue | undefined): boolean {
  if (!Array.isArray(content)) return true;
  return content.every((part) => isObject(part) && (part["type"] !== "text" || typeof part["text"] === "string"));
}
