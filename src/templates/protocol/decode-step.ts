import type { ToolDefinition } from "../../core/tool.ts";
import type { AgentStep } from "./agent-step.ts";
import type { Protocol } from "./protocol.ts";
import { readStrictly } from "./read-strictly.ts";
import { isRefusal, type Refusal } from "./refusal.ts";

/** How a text is read. */
export interface DecodeOptions {
  /** The tools that the agent may call: lenient reading finds names and bare arguments by them. */
  readonly tools?: readonly ToolDefinition[];
  /** `strict` refuses what the protocol does not say; `lenient` mends it and lists each repair. */
  readonly mode: "strict" | "lenient";
}

/** A step that was read, and the names of the repairs that this took, in the order in which they were made. */
export interface DecodedStep {
  readonly step: AgentStep;
  readonly repairs: readonly string[];
}

/** Reads one agent step in a protocol. What reads strictly reads leniently as the same step, with no repair. */
export function decodeStep(protocol: Protocol, text: string, _options: DecodeOptions): DecodedStep | Refusal {
  const strict = readStrictly(protocol, text);
  return isRefusal(strict) ? strict : { step: strict, repairs: [] };
}
