import { sameJson } from "../../core/json/spelling.ts";
import type { JsonObject } from "../../core/json/value.ts";
import type { AgentCall, AgentStep } from "./agent-step.ts";
import type { FinalCommand, Protocol } from "./protocol.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** The ending as a final command, or undefined where it is written another way. */
export function commandOf(ending: Protocol["answer"]): FinalCommand | undefined {
  return typeof ending === "object" && "command" in ending ? ending : undefined;
}

/** The names of the calls that end an episode. */
export function finalCommandNames(protocol: Protocol): string[] {
  return [protocol.answer, protocol.give_up].flatMap((ending) => commandOf(ending)?.command ?? []);
}

/**
 * The calls to write for a step: its own, or its final command. `ending` is set instead when the protocol writes the
 * ending as text.
 */
export function callsToWrite(
  protocol: Protocol,
  step: AgentStep,
): { calls: readonly AgentCall[]; answer?: string; give_up?: string } {
  if (step.answer !== undefined) {
    const command = commandOf(protocol.answer);
    return command === undefined ? { calls: [], answer: step.answer } : { calls: [callOf(command, step.answer, true)] };
  }
  if (step.give_up !== undefined) {
    const command = commandOf(protocol.give_up);
    return command === undefined
      ? { calls: [], give_up: step.give_up }
      : { calls: [callOf(command, step.give_up, false)] };
  }
  return { calls: step.calls };
}

/** An answer always has its text; a give-up seldom has one to give. */
function callOf(command: FinalCommand, text: string, always: boolean): AgentCall {
  const args: JsonObject = { ...command.constants };
  if (always || text !== "") args[command.text] = text;
  return { name: command.command, arguments: args };
}

/** A step that was read with its calls, where a final command among them becomes the ending that it is. */
export function withEnding(protocol: Protocol, step: AgentStep): AgentStep | Refusal {
  const names = finalCommandNames(protocol);
  const last = step.calls.find((call) => names.includes(call.name));
  if (last === undefined) return step;
  if (step.calls.length > 1)
    return refuse("final_command_among_calls", `${last.name} ends the episode and stands beside other calls`);
  const { calls: _, ...rest } = step;
  const given = textIn(commandOf(protocol.give_up), last, false);
  if (given !== undefined) return { ...rest, calls: [], give_up: given };
  const answer = textIn(commandOf(protocol.answer), last, true);
  if (answer !== undefined) return { ...rest, calls: [], answer };
  return refuse("final_command_malformed", `${last.name} has not the arguments that end an episode`);
}

function textIn(command: FinalCommand | undefined, call: AgentCall, always: boolean): string | undefined {
  if (command === undefined || command.command !== call.name) return undefined;
  const { [command.text]: text, ...others } = call.arguments;
  const constants = command.constants ?? {};
  const fits =
    Object.keys(others).length === Object.keys(constants).length &&
    Object.entries(constants).every(([key, value]) => Object.hasOwn(others, key) && sameJson(value, others[key]!));
  if (!fits || (text === undefined && always) || (text !== undefined && typeof text !== "string")) return undefined;
  return text ?? "";
}
