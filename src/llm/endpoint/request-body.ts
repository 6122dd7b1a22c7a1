import type { JsonObject, JsonValue } from "../../core/json/value.ts";
import { toolDefinitions } from "../../core/tool.ts";
import type { ChatRequest } from "../chat-client.ts";
import type { Preset } from "./presets.ts";
import type { Sampling } from "./sampling.ts";

/** The body of a chat completion request: our request, what the run asks for, and what the server's kind needs. */
export function requestBody(model: string, request: ChatRequest, sampling: Sampling, preset: Preset): JsonObject {
  const { temperature, top_p, body, token_ids, logprobs, slots } = sampling;
  const maxTokens = request.maxTokens ?? sampling.max_tokens;
  const warmth = request.temperature ?? temperature;
  return {
    model,
    messages: request.messages as unknown as JsonValue,
    ...(request.tools === undefined || request.tools.length === 0
      ? {}
      : { tools: toolDefinitions(request.tools) as unknown as JsonValue }),
    ...(request.stop === undefined || request.stop.length === 0
      ? {}
      : { stop: request.stop.slice(0, preset.mostStops) }),
    ...(request.responseSchema === undefined
      ? {}
      : { response_format: { type: "json_schema", json_schema: { ...request.responseSchema, strict: true } } }),
    ...(maxTokens === undefined ? {} : { [preset.maxTokensField]: maxTokens }),
    ...(warmth === undefined ? {} : { temperature: warmth }),
    ...(top_p === undefined ? {} : { top_p }),
    // Several samples of one request differ by their seed, where the server heeds it.
    ...(request.sample > 0 ? { seed: request.sample } : {}),
    ...(token_ids ? { return_token_ids: true } : {}),
    ...(logprobs ? { logprobs: true } : {}),
    ...(slots && request.slots !== undefined ? { mat_slots: request.slots } : {}),
    ...body,
  };
}
