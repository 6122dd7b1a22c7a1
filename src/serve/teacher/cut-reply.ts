import { estimateTokens } from "../../templates/prompt/estimate-tokens.ts";
import type { CompletionCall } from "./completion.ts";

/** The parts of a reply that have a length. */
export interface ReplyParts {
  readonly content: string | null;
  readonly tool_calls: readonly CompletionCall[];
}

/** The text up to the first stop sequence in it, which is left out; the same text where there is none. */
export function cutAtStop(text: string, stop: readonly string[]): string {
  const places = stop.filter((sequence) => sequence !== "").map((sequence) => text.indexOf(sequence));
  const first = Math.min(...places.filter((place) => place !== -1));
  return Number.isFinite(first) ? text.slice(0, first) : text;
}

/** A reply of at most so many tokens: text first, then calls, the last of which may end in the middle of its arguments. */
export function cutToTokens(reply: ReplyParts, maxTokens: number): ReplyParts {
  const content = reply.content === null ? null : textWithin(reply.content, maxTokens);
  let left = maxTokens - estimateTokens(content ?? "");
  const calls: CompletionCall[] = [];
  for (const call of content === reply.content ? reply.tool_calls : []) {
    left -= estimateTokens(call.function.name);
    if (left < 0) break;
    const text = textWithin(call.function.arguments, left);
    left -= estimateTokens(text);
    calls.push({ ...call, function: { ...call.function, arguments: text } });
    if (text !== call.function.arguments) break;
  }
  return { content, tool_calls: calls };
}

/** How many tokens a reply has. */
export function tokensOf({ content, tool_calls }: ReplyParts): number {
  const calls = tool_calls.map((call) => estimateTokens(call.function.name) + estimateTokens(call.function.arguments));
  return calls.reduce((sum, tokens) => sum + tokens, estimateTokens(content ?? ""));
}

/** The longest beginning of a text that has no more than so many tokens; no character is cut in two. */
function textWithin(text: string, maxTokens: number): string {
  if (estimateTokens(text) <= maxTokens) return text;
  const characters = [...text];
  let [fits, over] = [0, characters.length];
  while (over - fits > 1) {
    const middle = (fits + over) >>> 1;
    if (estimateTokens(characters.slice(0, middle).join("")) <= maxTokens) fits = middle;
    else over = middle;
  }
  return characters.slice(0, fits).join("");
}
