import { isObject } from "../../core/json/value.ts";
import { type AgentCall, type AgentStep, agentStep } from "./agent-step.ts";
import { type Block, freeText, writeBlock } from "./blocks.ts";
import type { Marks, NativeProtocol, TaggedProtocol } from "./protocol.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** The marks of an ending, or undefined where it has none. */
export function endingMarks(ending: TaggedProtocol["answer"]): Marks | undefined {
  return isObject(ending) && "open" in ending ? (ending as Marks) : undefined;
}

/** The marks of what a step says in free text, by role. */
export function spokenRoles(protocol: TaggedProtocol | NativeProtocol): Record<string, Marks> {
  const answer = endingMarks(protocol.answer);
  const giveUp = endingMarks(protocol.give_up);
  return {
    thought: protocol.thought,
    ...(answer === undefined ? {} : { answer }),
    ...(giveUp === undefined ? {} : { give_up: giveUp }),
  };
}

/** A thought as it stands in front of calls (bare, where the protocol lets it) or of an ending (in its marks). */
export function writeThought(
  protocol: TaggedProtocol | NativeProtocol,
  thought: string | undefined,
  beforeCalls: boolean,
  all: readonly string[],
): string[] {
  if (!thought) return [];
  const text = freeText(thought, all);
  return [beforeCalls && !protocol.thought.always ? text : writeBlock(protocol.thought, text)];
}

/** An ending as free text: bare, or in its marks. */
export function writeEnding(
  protocol: TaggedProtocol | NativeProtocol,
  { answer, give_up }: { readonly answer?: string; readonly give_up?: string },
  all: readonly string[],
): string[] {
  const text = answer ?? give_up;
  if (text === undefined) return [];
  const marks = endingMarks(answer !== undefined ? protocol.answer : protocol.give_up);
  return [marks === undefined ? freeText(text, all) : writeBlock(marks, freeText(text, all))];
}

/** What blocks of free text say beside these calls. */
export function readSpoken(
  protocol: TaggedProtocol | NativeProtocol,
  blocks: readonly Block[],
  calls: readonly AgentCall[],
): AgentStep | Refusal {
  const texts = new Map<string, string>();
  for (const block of blocks) {
    const role = block.role !== "bare" ? block.role : calls.length > 0 ? "thought" : "answer";
    if (block.role === "bare" && role === "answer" && protocol.answer !== "bare")
      return refuse("text_outside_marks", "there is text outside of all marks");
    if (texts.has(role)) return refuse("said_twice", `there are two texts for the ${role}`);
    texts.set(role, block.text);
  }
  const [answer, give_up] = [texts.get("answer"), texts.get("give_up")];
  if (Number(calls.length > 0) + Number(answer !== undefined) + Number(give_up !== undefined) > 1)
    return refuse("two_endings", "there is more than one of calls, an answer and a give-up");
  return agentStep({ thought: texts.get("thought"), reasoning: texts.get("reasoning"), calls, answer, give_up });
}
