import { visibleText } from "../core/visible-text.ts";
import type { RenderedPrompt } from "../templates/prompt/rendering.ts";

/** A prompt as people read it: each message under its role, then where a server stops, and what the prompt goes without. */
export function showPrompt({ messages, stop, lost, cut }: RenderedPrompt): string {
  const blocks = messages.map(({ role, content, tool_calls }) => {
    const calls = (tool_calls ?? []).map((call) => `\n${JSON.stringify(call)}`).join("");
    return `--- ${role} ---\n${content}${calls}`;
  });
  const notes = [
    ...(stop.length === 0 ? [] : [`stops at ${stop.map((text) => JSON.stringify(text)).join(", ")}`]),
    ...(lost.length === 0 ? [] : [`goes without ${lost.join(", ")}`]),
    ...(cut === undefined ? [] : [`its memory was cut: ${cut.tokensBefore} tokens became ${cut.tokensAfter}`]),
  ];
  if (notes.length > 0) blocks.push(`--- notes ---\n${notes.join("\n")}`);
  return `${visibleText(blocks.join("\n\n"))}\n`;
}
