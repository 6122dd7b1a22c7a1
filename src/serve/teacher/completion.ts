import type { JsonObject } from "../../core/json/value.ts";

/** A call as the chat API has it. */
export interface CompletionCall {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; readonly arguments: string };
}

/** What a teacher said, as the chat API has it, before it is sent whole or as a stream. */
export interface Completion {
  readonly id: string;
  readonly model: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly content: string | null;
  readonly refusal?: string;
  readonly reasoning_content?: string;
  readonly tool_calls: readonly CompletionCall[];
  readonly finish_reason: "stop" | "length" | "tool_calls";
  readonly usage: {
    readonly prompt_tokens: number;
    readonly completion_tokens: number;
    readonly total_tokens: number;
  };
  /** What only a teacher of mat says: that its thought is put together from phrases, and what it did wrong on purpose. */
  readonly mat: JsonObject;
}

/** A completion as one body. */
export function wholeCompletion(completion: Completion): JsonObject {
  const { id, model, created, content, refusal, reasoning_content, tool_calls, finish_reason, usage, mat } = completion;
  const message = {
    role: "assistant",
    content,
    refusal: refusal ?? null,
    ...(reasoning_content === undefined ? {} : { reasoning_content }),
    ...(tool_calls.length === 0 ? {} : { tool_calls }),
  };
  const choices = [{ index: 0, message, logprobs: null, finish_reason }];
  return { id, object: "chat.completion", created, model, choices, usage, mat } as unknown as JsonObject;
}
