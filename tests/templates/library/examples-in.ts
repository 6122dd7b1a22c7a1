import type { AgentStep } from "../../../src/templates/protocol/agent-step.ts";
import { decodeStep } from "../../../src/templates/protocol/decode-step.ts";
import type { Protocol } from "../../../src/templates/protocol/protocol.ts";
import { isRefusal } from "../../../src/templates/protocol/refusal.ts";

/** A sentence that ends with a colon, and what the paragraphs behind it are as a step. */
export interface Example {
  readonly leadIn: string;
  readonly step: AgentStep | undefined;
}

/**
 * The examples in an output format: each stands behind a paragraph that ends with a colon, and is the shortest run of
 * paragraphs there that reads strictly.
 */
export function examplesIn(text: string, protocol: Protocol): Example[] {
  const paragraphs = text.split("\n\n");
  return paragraphs.flatMap((leadIn, index) =>
    /[:：]$/.test(leadIn) ? [{ leadIn, step: firstStep(paragraphs.slice(index + 1), protocol) }] : [],
  );
}

function firstStep(paragraphs: readonly string[], protocol: Protocol): AgentStep | undefined {
  for (let count = 1; count <= paragraphs.length; count++) {
    const text = paragraphs.slice(0, count).join("\n\n");
    // What a native step says in text is the content of its message.
    const whole = protocol.kind === "native" ? JSON.stringify({ role: "assistant", content: text }) : text;
    const decoded = decodeStep(protocol, whole, { mode: "strict" });
    if (!isRefusal(decoded)) return decoded.step;
  }
  return undefined;
}
