import type { ToolDefinition } from "../../core/tool.ts";
import type { AgentStep } from "./agent-step.ts";
import { finalCommandNames } from "./endings.ts";
import { hidesCall, withKnownNames } from "./lenient/hidden-call.ts";
import { readLeniently } from "./lenient/read-leniently.ts";
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

/**
 * Reads one agent step in a protocol. What `encodeStep` writes reads leniently as the same step, with no repair; so
 * does all that reads strictly, unless it is surely a call whose marks, labels or name are misspelt.
 */
export function decodeStep(protocol: Protocol, text: string, options: DecodeOptions): DecodedStep | Refusal {
  const { tools = [], mode } = options;
  const strict = strictly(protocol, text);
  if (mode === "strict") return isRefusal(strict) ? strict : { step: strict, repairs: [] };
  if (isRefusal(strict)) return readLeniently(protocol, text, tools);
  const named = withKnownNames(strict, tools, finalCommandNames(protocol));
  const ends = named.step.calls.some((call) => finalCommandNames(protocol).includes(call.name));
  if (!ends && !hidesCall(protocol, strict, text, tools)) return named;
  const lenient = readLeniently(protocol, text, tools);
  return isRefusal(lenient) ? { step: strict, repairs: [] } : lenient;
}

/** Encoding reads each text strictly and leniently, and lenient reading begins with strict: the last one is remembered. */
let last: { readonly protocol: Protocol; readonly text: string; readonly said: AgentStep | Refusal } | undefined;

function strictly(protocol: Protocol, text: string): AgentStep | Refusal {
  if (last?.protocol !== protocol || last.text !== text) last = { protocol, text, said: readStrictly(protocol, text) };
  return last.said;
}
