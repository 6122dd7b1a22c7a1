import { stringifyJson } from "../../core/json/stringify.ts";
import type { JsonValue } from "../../core/json/value.ts";
import type { PromptMessage } from "../../templates/prompt/rendering.ts";

/**
 * A prompt as one text: the content of its only message, else each message behind a line with its role in square brackets,
 * an empty line between two, and calls of a native protocol as JSON.
 */
export function promptText(messages: readonly PromptMessage[]): string {
  if (messages.length === 1) return bodyOf(messages[0]!);
  return messages.map((message) => `[${message.role}]\n${bodyOf(message)}`).join("\n\n");
}

function bodyOf({ content, tool_calls: calls }: PromptMessage): string {
  if (calls === undefined || calls.length === 0) return content;
  const json = stringifyJson({ tool_calls: [...calls] as JsonValue });
  return content === "" ? json : `${content}\n${json}`;
}
