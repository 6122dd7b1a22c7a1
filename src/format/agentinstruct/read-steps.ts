import type { ToolDefinition } from "../../core/tool.ts";
import type { Step, Verdict } from "../../core/trajectory.ts";
import { readObservation } from "../../templates/protocol/observation.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import { isRefusal } from "../../templates/protocol/refusal.ts";
import { type Turn, textOfTurn } from "../conversations/row.ts";
import { withVerdict } from "../protocol-text/decode-turn.ts";
import { readText } from "./read-text.ts";
import { NAME } from "./schema.ts";

/** A step, and the turns that it was made of. */
export interface StepSource {
  readonly step: Step;
  readonly turns: readonly Turn[];
}

/** The steps of a row: a human's turn behind one in which gpt called a tool is what the tool gave back. */
export function readSteps(
  turns: readonly Turn[],
  protocol: Protocol | undefined,
  tools: readonly ToolDefinition[],
): StepSource[] {
  const units: StepSource[] = [];
  for (const turn of turns) {
    const before = units.at(-1);
    const called = before?.turns.length === 1 ? before.step.tool_calls?.[0] : undefined;
    if (turn.from === "human" && called !== undefined)
      units[units.length - 1] = {
        step: observed(before!.step, called.tool_call_id, turn, protocol),
        turns: [...before!.turns, turn],
      };
    else
      units.push({
        step: readTurn(turn, units.length + 1, { protocol, tools, opening: isOpening(units) }),
        turns: [turn],
      });
  }
  return units;
}

function isOpening(units: readonly StepSource[]): boolean {
  return units.every(({ step }) => step.source !== "agent");
}

const SOURCES: Readonly<Record<string, Step["source"]>> = { human: "user", gpt: "agent", system: "system" };

interface Reading {
  readonly protocol: Protocol | undefined;
  readonly tools: readonly ToolDefinition[];
  /** Has gpt said nothing yet? */
  readonly opening: boolean;
}

function readTurn(turn: Turn, stepId: number, reading: Reading): Step {
  const source = Object.hasOwn(SOURCES, turn.from) ? SOURCES[turn.from] : undefined;
  if (source === "agent") return readAgent(turn, stepId, reading);
  const step: Step = { step_id: stepId, source: source ?? "system", message: textOfTurn(turn) };
  const known = source === undefined ? noted(step, "unknown_role", turn.from) : step;
  const said = isTextTurn(turn) ? known : noted(known, "value_not_text");
  return turn["loss"] === true ? noted(said, "loss_on_other") : said;
}

function readAgent(turn: Turn, stepId: number, { protocol, tools, opening }: Reading): Step {
  const text = textOfTurn(turn);
  const read = readText(text, stepId, protocol, tools);
  // The agreement to begin, which nobody is to learn, need be no step.
  const agrees = opening && turn["loss"] === false && read.message === text && read.tool_calls === undefined;
  const step = agrees ? { step_id: stepId, source: "agent" as const, message: text } : read;
  const trained = typeof turn["loss"] === "boolean" ? withTrain(step, turn["loss"]) : step;
  return isTextTurn(turn) ? trained : noted(trained, "value_not_text");
}

function withTrain(step: Step, train: boolean): Step {
  return { ...step, extra: { ...step.extra, mat: { train, ...step.extra?.mat } } };
}

function observed(step: Step, callId: string, turn: Turn, protocol: Protocol | undefined): Step {
  const result = { source_call_id: callId, content: observationIn(turn, protocol) };
  const answered = { ...step, observation: { results: [result] } };
  return isTextTurn(turn) ? answered : noted(answered, "value_not_text");
}

/** What came back, without the label that our own templates put in front of it. */
function observationIn(turn: Turn, protocol: Protocol | undefined): string {
  const text = textOfTurn(turn);
  const read = protocol === undefined ? undefined : readObservation(protocol, text);
  return read === undefined || isRefusal(read) ? text : read.text;
}

function isTextTurn(turn: Turn): boolean {
  return typeof turn["value"] === "string";
}

function noted(step: Step, reason: string, detail?: string): Step {
  const verdict: Verdict = {
    by: `read:${NAME}`,
    reason,
    ...(detail === undefined ? {} : { detail: detail.slice(0, 200) }),
  };
  return withVerdict(step, verdict);
}
