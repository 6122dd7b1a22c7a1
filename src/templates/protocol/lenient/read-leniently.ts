import type { ToolDefinition } from "../../../core/tool.ts";
import { type AgentStep, agentStep, isWellFormedStep } from "../agent-step.ts";
import { commandOf, finalCommandNames, withEnding } from "../endings.ts";
import type { Protocol } from "../protocol.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import type { Mending } from "./mend-call.ts";
import { readLabelsLeniently } from "./read-labels.ts";
import { readMarksLeniently } from "./read-marks.ts";
import { readMessageLeniently } from "./read-message.ts";
import { readObjectLeniently } from "./read-object.ts";

/** Reads what models really write: mends what can only mean one thing and names each repair. */
export function readLeniently(
  protocol: Protocol,
  text: string,
  tools: readonly ToolDefinition[],
): { readonly step: AgentStep; readonly repairs: readonly string[] } | Refusal {
  const mending: Mending = { tools, finals: finalCommandNames(protocol), repairs: new Set() };
  const said = readKind(protocol, text, mending);
  if (isRefusal(said)) return said;
  const ended = mendEnding(protocol, firstOf(protocol, said, mending), mending);
  if (!isWellFormedStep(ended)) return refuse("not_well_formed", "a text holds half of a surrogate pair");
  return { step: ended, repairs: mending.repairs.size === 0 ? ["loose_form"] : [...mending.repairs] };
}

function readKind(protocol: Protocol, text: string, mending: Mending): AgentStep | Refusal {
  switch (protocol.kind) {
    case "labelled":
      return readLabelsLeniently(protocol, text, mending);
    case "json":
      return readObjectLeniently(protocol, text, mending);
    case "tagged":
      return readMarksLeniently(protocol, text, mending);
    case "native":
      return readMessageLeniently(protocol, text, mending);
  }
}

/** Of several calls the first, where the protocol has one a step; none behind the one before a final command. */
function firstOf(protocol: Protocol, step: AgentStep, { finals, repairs }: Mending): AgentStep {
  const final = step.calls.findIndex((call) => finals.includes(call.name));
  const limit = !protocol.parallel ? 1 : final === -1 ? step.calls.length : Math.max(1, final);
  if (step.calls.length <= limit) return step;
  repairs.add("later_step_dropped");
  return { ...step, calls: step.calls.slice(0, limit) };
}

/** A final command whose arguments are not as they should be ends the episode all the same. */
function mendEnding(protocol: Protocol, step: AgentStep, { repairs }: Mending): AgentStep {
  const sound = withEnding(protocol, step);
  if (!isRefusal(sound)) return sound;
  const call = step.calls[0]!;
  const [answer, giveUp] = [commandOf(protocol.answer), commandOf(protocol.give_up)];
  const texts = Object.values(call.arguments).filter((value) => typeof value === "string");
  const signs = Object.values(giveUp?.constants ?? {});
  const gaveUp =
    giveUp?.command === call.name &&
    (answer?.command !== call.name || signs.some((sign) => Object.values(call.arguments).includes(sign)));
  const key = (gaveUp ? giveUp : answer)?.text ?? "";
  const own = call.arguments[key];
  const constants = Object.values(answer?.constants ?? {});
  const text =
    typeof own === "string" ? own : (texts.find((value) => !signs.includes(value) && !constants.includes(value)) ?? "");
  repairs.add("ending_mended");
  const { thought, reasoning, fields } = step;
  return agentStep({
    thought,
    reasoning,
    fields,
    calls: [],
    ...(gaveUp ? { give_up: text } : { answer: text }),
  } as AgentStep);
}
