import type { JsonObject, JsonValue } from "../../core/json/value.ts";
import { toolDefinitions } from "../../core/tool.ts";
import type { ChatRequest } from "../chat-client.ts";
import type { Preset } from "./presets.ts";
import { responseFormat } from "./response-format.ts";
import type { Sampling } from "./sampling.ts";

/** A request, how it is asked, of what kind of server; `prompt` is there for a raw completion. */
export interface BodyParts {
  readonly model: string;
  readonly request: ChatRequest;
  readonly sampling: Sampling;
  readonly preset: Preset;
  readonly prompt?: string | undefined;
}

/** The body of a completion request: our request, what the run asks for, and what the server's kind needs. */
export function requestBody({ model, request, sampling, preset, prompt }: BodyParts): JsonObject {
  const { temperature, top_p, body, token_ids, logprobs, slots } = sampling;
  const isRaw = prompt !== undefined;
  const maxTokens = request.maxTokens ?? sampling.max_tokens;
  const warmth = request.temperature ?? temperature;
  return {
    model,
    ...(isRaw ? rawFields(prompt, sampling, preset) : chatFields(request)),
    ...(request.stop === undefined || request.stop.length === 0
      ? {}
      : { stop: request.stop.slice(0, preset.mostStops) }),
    ...(request.responseSchema === undefined
      ? {}
      : responseFormat(request.responseSchema, preset, isRaw ? "completions" : "chat")),
    ...(maxTokens === undefined ? {} : { [isRaw ? "max_tokens" : preset.maxTokensField]: maxTokens }),
    ...(warmth === undefined ? {} : { temperature: warmth }),
    ...(top_p === undefined ? {} : { top_p }),
    // Several samples of one request differ by their seed, where the server heeds it.
    ...(request.sample > 0 ? { seed: request.sample } : {}),
    ...(token_ids ? { return_token_ids: true } : {}),
    // Raw completions take a number: of the likeliest tokens, beside the one that was taken.
    ...(logprobs ? { logprobs: isRaw ? 1 : true } : {}),
    ...(slots && request.slots !== undefined ? { mat_slots: request.slots } : {}),
    ...body,
  };
}

function chatFields({ messages, tools }: ChatRequest): JsonObject {
  return {
    messages: messages as unknown as JsonValue,
    ...(tools === undefined || tools.length === 0 ? {} : { tools: toolDefinitions(tools) as unknown as JsonValue }),
  };
}

function rawFields(prompt: string, { chat_template }: Sampling, { specialTokensField }: Preset): JsonObject {
  const ownTokens = chat_template !== undefined && specialTokensField !== undefined;
  return { prompt, ...(ownTokens ? { [specialTokensField]: false } : {}) };
}
