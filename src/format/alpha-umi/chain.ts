import { parseJson } from "../../core/json/parse.ts";
import { stringifyJson } from "../../core/json/stringify.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { type Finish, type Step, type ToolCall, type Trajectory, textOf, type Verdict } from "../../core/trajectory.ts";
import { asText, memberText } from "../member-text.ts";
import { keepStepResidual, type Restored, restoreStep } from "../residual.ts";
import { finishArguments, finishAsMeant } from "./finish.ts";
import { loadsRoughly } from "./python-json.ts";
import { FINISH } from "./tool-text.ts";

/** The messages of one step: what its agent, user or system said, then what the functions answered. */
export type ChainUnit = JsonObject[];

/** The two opening messages of a ToolBench chain carry the prompt; training data ignores what they say. */
export const OPENING = 2;

/** The user turn that ToolBench's prompt makes of a query. */
export function openingUserTurn(query: string): string {
  return `\n${query}\nBegin!\n`;
}

/**
 * The steps of a ToolBench message list (the chain), residuals under `format` included. The opening messages become the
 * system step (unless it is empty) and the user step with the query. Messages must be objects: see {@link chainOf}.
 */
export function readChain(chain: readonly JsonObject[], query: string, format: string, by: string): Step[] {
  const system = chain[0]?.["role"] === "system" ? memberText(chain[0], "content") : "";
  const steps: Step[] = system === "" ? [] : [{ step_id: 1, source: "system", message: system }];
  const first: Step = { step_id: steps.length + 1, source: "user", message: query };
  let calls = 0;
  const units = unitsOf(chain.slice(OPENING));
  for (const [position, unit] of units.entries()) {
    const opening = position === 0;
    const step = opening
      ? withResults(first, unit, undefined)
      : readUnit(unit, steps.length + 1, by, () => `call_${++calls}`);
    const canonical = canonicalUnit(step, position === units.length - 1, opening);
    steps.push(keepStepResidual(format, step, canonical, unit));
  }
  return steps;
}

/** Checks that a value is a list of messages; undefined where it is not. */
export function chainOf(value: JsonValue | undefined): JsonObject[] | undefined {
  return Array.isArray(value) && value.every(isObject) ? (value as JsonObject[]) : undefined;
}

/** One unit per step: a message that is no function's answer, and the answers that follow it. The first unit holds answers only. */
function unitsOf(messages: readonly JsonObject[]): JsonObject[][] {
  const units: JsonObject[][] = [[]];
  for (const message of messages) {
    if (message["role"] === "function") units.at(-1)!.push(message);
    else units.push([message]);
  }
  return units;
}

/** The step that a unit stands for, before residuals. */
export function readUnit(unit: ChainUnit, stepId: number, by: string, nextCallId: () => string): Step {
  const message = unit[0]!;
  const answers = unit.slice(1);
  const role = message["role"];
  if (role === "assistant") return readAgentUnit(message, answers, stepId, by, nextCallId);
  const source = role === "user" ? "user" : "system";
  const known = role === "user" || role === "system";
  const verdict: Verdict = { by, reason: "unknown_role", detail: asText(role) };
  const step: Step = { step_id: stepId, source, message: memberText(message, "content") };
  return withResults(known ? step : withVerdict(step, verdict), answers, undefined);
}

function readAgentUnit(
  message: JsonObject,
  answers: readonly JsonObject[],
  stepId: number,
  by: string,
  nextCallId: () => string,
): Step {
  const content = memberText(message, "content");
  const call = message["function_call"];
  if (!isObject(call)) return withResults({ step_id: stepId, source: "agent", message: content }, answers, undefined);
  if (call["name"] === FINISH) {
    const { giveUp, answer } = finishAsMeant(
      call["arguments"],
      typeof message["content"] === "string" ? content : null,
    );
    const finish: Finish = giveUp ? "give_up" : "answer";
    const mat = { finish, ...(content === "" ? {} : { thought: content }) };
    return withResults({ step_id: stepId, source: "agent", message: answer, extra: { mat } }, answers, undefined);
  }
  const { toolCall, verdict } = readCall(call, nextCallId(), by);
  const step: Step = { step_id: stepId, source: "agent", message: content, tool_calls: [toolCall] };
  return withResults(verdict === undefined ? step : withVerdict(step, verdict), answers, toolCall.tool_call_id);
}

function readCall(call: JsonObject, id: string, by: string): { toolCall: ToolCall; verdict?: Verdict } {
  const text = call["arguments"];
  const name = asText(call["name"]);
  if (isObject(text)) return { toolCall: { tool_call_id: id, function_name: name, arguments: text } };
  const parsed = typeof text === "string" ? parsedObject(text) : undefined;
  const toolCall: ToolCall = { tool_call_id: id, function_name: name, arguments: parsed ?? {} };
  if (typeof text !== "string" || (parsed !== undefined && JSON.stringify(parsed) === text)) return { toolCall };
  const spelled: ToolCall = { ...toolCall, extra: { mat: { arguments_text: text } } };
  if (parsed !== undefined) return { toolCall: spelled };
  return { toolCall: spelled, verdict: { by, reason: "unparsable_arguments", detail: text.slice(0, 200) } };
}

function parsedObject(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function withVerdict(step: Step, verdict: Verdict): Step {
  return { ...step, extra: { ...step.extra, mat: { ...step.extra?.mat, verdicts: [verdict] } } };
}

/** The step with what functions answered to it; the first answer is to the call, if there was one. */
export function withResults(step: Step, answers: readonly JsonObject[], callId: string | undefined): Step {
  if (answers.length === 0) return step;
  const results = answers.map((answer, position) => ({
    ...(position === 0 && callId !== undefined ? { source_call_id: callId } : {}),
    content: memberText(answer, "content"),
  }));
  return { ...step, observation: { results } };
}

/** How the episode ends at a step: as the step is marked, else the last step without a call is the answer. */
export function finishAt(step: Step, last: boolean): Finish | undefined {
  if (step.source !== "agent" || (step.tool_calls?.length ?? 0) > 0) return undefined;
  return step.extra?.mat?.finish ?? (last ? "answer" : undefined);
}

/** The messages that our writer makes of a step, before residuals; `last` says whether the trajectory ends with it. */
export function canonicalUnit(step: Step, last: boolean, opening: boolean): ChainUnit {
  return writeUnit(step, finishAt(step, last), opening);
}

/** The chain messages that stand for one step, before residuals. The opening user step's own message stands in the prompt. */
function writeUnit(step: Step, finish: Finish | undefined, opening: boolean): ChainUnit {
  const messages: JsonObject[] = opening ? [] : [messageOf(step, finish)];
  for (const result of step.observation?.results ?? []) {
    const call = step.tool_calls?.find((item) => item.tool_call_id === result.source_call_id);
    messages.push({ role: "function", name: call?.function_name ?? "", content: textOf(result.content) });
  }
  return messages;
}

function messageOf(step: Step, finish: Finish | undefined): JsonObject {
  const text = textOf(step.message);
  if (step.source !== "agent") return { role: step.source, content: text };
  const call = step.tool_calls?.[0];
  if (call !== undefined) {
    const args = argumentsText(call);
    return {
      role: "assistant",
      content: text === "" ? null : text,
      function_call: { name: call.function_name, arguments: args },
    };
  }
  if (finish === undefined) return { role: "assistant", content: text };
  const thought = step.extra?.mat?.thought;
  const args = finishArguments(finish === "give_up", text);
  return { role: "assistant", content: thought ?? null, function_call: { name: FINISH, arguments: args } };
}

/** A call's arguments as text: the source's spelling while it still says the same, else compact JSON. */
export function argumentsText(call: ToolCall): string {
  const text = call.extra?.mat?.arguments_text;
  const canonical = stringifyJson(call.arguments as JsonObject);
  if (text === undefined) return canonical;
  const parsed = loadsRoughly(text);
  const same = isObject(parsed) ? JSON.stringify(parsed) === JSON.stringify(call.arguments) : canonical === "{}";
  return same ? text : canonical;
}

/** The messages of one step of a trajectory as the chain has them, residuals of `format` applied. */
export function chainUnit(
  trajectory: Trajectory,
  index: number,
  opening: boolean,
  format: string,
): Restored<ChainUnit> {
  const step = trajectory.steps[index]!;
  const canonical = canonicalUnit(step, index === trajectory.steps.length - 1, opening);
  const restored = restoreStep(format, step, canonical);
  // A dataset is data: a patch that fits its hash can still have been written by anyone.
  return chainOf(restored.value) === undefined ? { value: canonical, stale: true } : restored;
}
