import type { JsonObject } from "../../core/json/value.ts";
import type { ChatRequest } from "../chat-client.ts";
import type { Preset } from "./presets.ts";
import { strictSchema } from "./strict-schema.ts";

/** The fields of a body that ask a kind of server for JSON of a schema; none where it cannot be asked. */
export function responseFormat(
  wanted: NonNullable<ChatRequest["responseSchema"]>,
  { jsonOutput, rawJsonOutput }: Preset,
  api: "chat" | "completions",
): JsonObject {
  const { schema } = wanted;
  const strict = strictSchema(schema);
  const openai = {
    type: "json_schema",
    json_schema: { ...wanted, schema: strict ?? schema, strict: strict !== undefined },
  };
  if (api === "completions") {
    if (rawJsonOutput === "none") return {};
    return rawJsonOutput === "json_schema" ? { json_schema: schema } : { response_format: openai };
  }
  if (jsonOutput === "json_schema") return { response_format: openai };
  return { response_format: jsonOutput === "value" ? { type: "json_object", value: schema } : { type: "json_object" } };
}
