import type { Random } from "../../../core/random.ts";
import type { AgentStep } from "../../../templates/protocol/agent-step.ts";
import { fieldNamesOf } from "../../../templates/protocol/fields.ts";
import type { Protocol } from "../../../templates/protocol/protocol.ts";
import type { Decision } from "./decision.ts";
import type { Wording } from "./wording/wording.ts";

/** The step that a decision makes, with a thought and the fields that the protocol has a place for. */
export function wordStep(
  { kind, intent }: Decision,
  protocol: Protocol,
  wording: Wording,
  random: Random,
  isFirst: boolean,
): AgentStep {
  const tool = "call" in intent ? intent.call.name : "";
  const opening = random.pick(isFirst ? wording.openings.first : wording.openings.later);
  const thought = opening + filled(random.pick(wording.thoughts[kind]), intent.reason, tool);
  const fields = Object.fromEntries(fieldNamesOf(protocol).flatMap((name) => fieldText(name, wording, random)));
  const hasReasoning = "reasoning" in protocol && protocol.reasoning !== undefined && protocol.kind === "json";
  return {
    thought,
    ...("call" in intent ? { calls: [intent.call] } : { calls: [], ...endingOf(intent) }),
    ...(hasReasoning ? { reasoning: random.pick(wording.fields.reasoning) } : {}),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
  };
}

function endingOf(intent: Decision["intent"]): Pick<AgentStep, "answer" | "give_up"> {
  if ("answer" in intent) return { answer: intent.answer };
  if ("question" in intent) return { answer: intent.question };
  return "give_up" in intent ? { give_up: intent.give_up } : {};
}

function fieldText(name: string, { fields }: Wording, random: Random): [string, string][] {
  const texts = Object.hasOwn(fields, name) ? fields[name as keyof Wording["fields"]] : fields.reflection;
  return [[name, random.pick(texts)]];
}

/** A thought is one line: a memory that tells of it can be read back. */
function filled(form: string, reason: string, tool: string): string {
  const clause = reason.replace(/\s+/g, " ");
  const capital = clause.charAt(0).toUpperCase() + clause.slice(1);
  return form
    .replace("@Reason", () => capital)
    .replace("@reason", () => clause)
    .replace("@tool", () => tool);
}
