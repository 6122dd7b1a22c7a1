import { z } from "zod";
import { parseJson } from "../../core/json/parse.ts";
import type { JsonValue } from "../../core/json/value.ts";
import { schemaProblems } from "../../core/schema-problems.ts";
import { toolDefinitionSchema } from "../../core/tool-schema.ts";
import { type ApiError, apiError } from "./api-error.ts";

const content = z.union([z.string(), z.array(z.looseObject({ type: z.literal("text"), text: z.string() }))]);
const call = z.looseObject({
  id: z.string(),
  type: z.literal("function"),
  function: z.looseObject({ name: z.string(), arguments: z.string() }),
});
const message = z.discriminatedUnion("role", [
  z.looseObject({ role: z.enum(["system", "developer", "user"]), content }),
  z.looseObject({ role: z.literal("assistant"), content: content.nullish(), tool_calls: z.array(call).nullish() }),
  z.looseObject({ role: z.literal("tool"), content, tool_call_id: z.string() }),
]);
/** A message of a request. */
export type BodyMessage = z.infer<typeof message>;

const count = z.int().min(1).nullish();

/** What is read of a request for a chat completion; all else that clients send has no meaning for a teacher. */
const chatBodySchema = z.looseObject({
  model: z.string(),
  messages: z.array(message).min(1),
  tools: z.array(toolDefinitionSchema).nullish(),
  tool_choice: z.enum(["auto", "none"]).nullish(),
  response_format: z.looseObject({ type: z.literal("text") }).nullish(),
  n: z.literal(1).nullish(),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  max_tokens: count,
  max_completion_tokens: count,
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  /** Another seed, another sample of the same reply. */
  seed: z.int().min(0).nullish(),
  /** The parts that the prompt was made of: `ChatRequest.slots`. */
  mat_slots: z.json().optional(),
});
/** A request for a chat completion. */
export type ChatBody = z.infer<typeof chatBodySchema>;

/** The text of a body as a request, or what is wrong with it: the first problem, by path. */
export function parseChatBody(text: string): ChatBody | ApiError {
  let value: JsonValue;
  try {
    value = parseJson(text);
  } catch (error) {
    return apiError(400, `the body is no JSON: ${(error as Error).message}`);
  }
  const [problem] = schemaProblems(chatBodySchema, value, "is not known here");
  if (problem === undefined) return value as ChatBody;
  const { path } = problem;
  return apiError(400, `${path === "" ? "the body" : path} ${problem.problem}`, { param: path === "" ? null : path });
}

/** The text of a message; its parts one after the other. */
export function textOfMessage(message: BodyMessage): string {
  const { content } = message;
  return typeof content === "string" ? content : (content ?? []).map((part) => part.text).join("");
}
