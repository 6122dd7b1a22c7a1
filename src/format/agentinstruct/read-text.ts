import type { ToolDefinition } from "../../core/tool.ts";
import type { Step } from "../../core/trajectory.ts";
import { type AgentStep, toStep } from "../../templates/protocol/agent-step.ts";
import { decodeStep } from "../../templates/protocol/decode-step.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import { isRefusal } from "../../templates/protocol/refusal.ts";
import { decodeTurn, withVerdict } from "../protocol-text/decode-turn.ts";
import type { Grammar } from "./grammar/grammar.ts";
import { GRAMMARS } from "./grammars.ts";
import { mendText } from "./mend-text.ts";
import { NAME } from "./schema.ts";

const BY = `read:${NAME}`;

/** Repairs that make an answer of a text without any sign that it is one. */
const PLAIN_TALK = ["unlabelled_answer", "plain_text"];

/** The step that a gpt turn says. Plain talk between steps, such as an opening "OK", is the message of a step. */
export function readText(
  text: string,
  stepId: number,
  protocol: Protocol | undefined,
  tools: readonly ToolDefinition[] = [],
): Step {
  const message: Step = { step_id: stepId, source: "agent", message: text };
  if (protocol === undefined) return message;
  const exact = saidExactly(text, protocol);
  if (exact !== undefined) return toStep(exact, stepId);
  const mended = readMended(text, stepId, protocol);
  if (mended !== undefined) return mended;
  const lenient = decodeStep(protocol, text, { mode: "lenient", tools });
  if (isRefusal(lenient) || !lenient.repairs.some((repair) => PLAIN_TALK.includes(repair)))
    return decodeTurn(text, stepId, { format: NAME, protocol, tools });
  return withVerdict(message, { by: BY, reason: "no_step", detail: "the text has no label" });
}

/**
 * What a text says without any mending: in the protocol as we write it, in the split's original grammar, or in the protocol
 * with white space at the ends of texts.
 */
export function saidExactly(text: string, protocol: Protocol): AgentStep | undefined {
  const strict = decodeStep(protocol, text, { mode: "strict" });
  if (!isRefusal(strict) && isTrimmed(strict.step)) return strict.step;
  return grammarOf(protocol)?.read(text) ?? (isRefusal(strict) ? undefined : strict.step);
}

/** The original grammar of a split, where the protocol is that of one. */
export function grammarOf({ name }: Protocol): Grammar | undefined {
  return Object.hasOwn(GRAMMARS, name) ? GRAMMARS[name] : undefined;
}

function isTrimmed({ thought, answer, give_up }: AgentStep): boolean {
  return [thought, answer, give_up].every((text) => text === undefined || text === text.trim());
}

function readMended(text: string, stepId: number, protocol: Protocol): Step | undefined {
  const grammar = grammarOf(protocol);
  const mended = grammar === undefined ? undefined : mendText(text, grammar);
  const said = mended === undefined || mended.repairs.length === 0 ? undefined : grammar!.read(mended.text);
  if (said === undefined) return undefined;
  return withVerdict(toStep(said, stepId), { by: BY, reason: "repaired", detail: mended!.repairs.join(", ") });
}
