import type { Completion } from "./completion.ts";

/** The events of a completion as a stream sends them; the last but `[DONE]` says what is said of the whole reply. */
export function* streamCompletion(completion: Completion, includeUsage: boolean): Generator<string> {
  const { id, model, created, finish_reason, usage, mat } = completion;
  const about = { id, object: "chat.completion.chunk", created, model };
  const noUsage = includeUsage ? { usage: null } : {};
  const event = (choices: readonly object[], more: object = noUsage) =>
    `data: ${JSON.stringify({ ...about, choices, ...more })}\n\n`;
  for (const delta of deltasOf(completion)) yield event([{ index: 0, delta, logprobs: null, finish_reason: null }]);
  const last = [{ index: 0, delta: {}, logprobs: null, finish_reason }];
  yield includeUsage ? event(last) : event(last, { mat });
  if (includeUsage) yield event([], { usage, mat });
  yield "data: [DONE]\n\n";
}

function* deltasOf({ content, refusal, reasoning_content, tool_calls }: Completion): Generator<object> {
  yield { role: "assistant", content: content === null ? null : "" };
  for (const piece of pieces(reasoning_content ?? "")) yield { reasoning_content: piece };
  for (const piece of pieces(content ?? "")) yield { content: piece };
  for (const piece of pieces(refusal ?? "")) yield { refusal: piece };
  for (const [index, call] of tool_calls.entries()) {
    yield { tool_calls: [{ index, ...call, function: { name: call.function.name, arguments: "" } }] };
    for (const piece of pieces(call.function.arguments))
      yield { tool_calls: [{ index, function: { arguments: piece } }] };
  }
}

/** Pieces of some words each, as models send them; no character is cut in two. */
function pieces(text: string): readonly string[] {
  return text.match(/.{1,16}/gsu) ?? [];
}
