import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { Finish, Step, Trajectory } from "../../core/trajectory.ts";
import type { FormatWriter, Refusal, WriteResult } from "../format.ts";
import { lostFields } from "../lost-fields.ts";
import { restoreRow, restoreStep } from "../residual.ts";
import { messagesOf, type StepMessages, withWeight } from "./messages.ts";
import { canonicalRow, withMessages } from "./row.ts";
import { NAME } from "./steps.ts";

/** The ATIF fields that a row holds. */
const HELD = [
  "agent.tool_definitions[]",
  "steps[].message",
  "steps[].reasoning_content",
  "steps[].tool_calls[].function_name",
  "steps[].tool_calls[].arguments",
  "steps[].observation.results[].content",
] as const;

/** The ATIF fields that a row cannot hold, as `mat formats` lists them. */
export const LOSES = [
  "session_id, notes, final_metrics, continued_trajectory_ref, subagent_trajectories, agent.model_name",
  "steps[].timestamp, model_name, reasoning_effort, metrics, llm_call_count, is_copied_context",
  "steps[].observation.results[].subagent_trajectory_ref",
  "extra.* except steps[].extra.mat.train of agent steps, which is the message's weight",
  "steps[].extra.mat.thought (the thought beside an answer), fields (plan, criticism, ...) and finish (giving up)",
  "a result that answers no call, a call by a system or user step: the trajectory is refused",
] as const;

/** Writes rows `{messages, tools?}`. */
export function writer(): FormatWriter {
  return { files: [""], write };
}

function write(trajectory: Trajectory): WriteResult {
  const messages: JsonObject[] = [];
  const refusals: Refusal[] = [];
  const changed: Step[] = [];
  const lost = new Set<string>();
  let stale = 0;
  for (const [index, step] of trajectory.steps.entries()) {
    const unit = writeStep(step);
    messages.push(...unit.messages);
    if (unit.stale) stale++;
    if (unit.asSource) continue;
    changed.push(step);
    for (const path of unit.lost) lost.add(`steps[].${path}`);
    const finish = step.extra?.mat?.finish;
    if (finish !== undefined && finish !== impliedFinish(trajectory, index)) lost.add("steps[].extra.mat.finish");
    if (unit.refusal !== undefined) refusals.push(unit.refusal);
  }
  const row = writeRow(trajectory);
  const remaining = { ...(row.asSource ? {} : trajectory), steps: changed } as Trajectory;
  for (const path of lostFields(remaining, HELD)) lost.add(path);
  const staleResiduals = stale + (row.stale ? 1 : 0);
  if (refusals.length > 0) return { rows: [], lost: [], refusals, staleResiduals };
  return { rows: [{ file: "", value: withMessages(row.head, messages) }], lost: [...lost].sort(), staleResiduals };
}

/** How the messages alone say that an episode ends: the last one, if it is an answer. */
function impliedFinish({ steps }: Trajectory, index: number): Finish | undefined {
  const { source, tool_calls } = steps[index]!;
  const answers = index === steps.length - 1 && source === "agent" && (tool_calls?.length ?? 0) === 0;
  return answers ? "answer" : undefined;
}

interface WrittenStep extends StepMessages {
  /** The messages are those of the source, residual and all: nothing is lost. */
  readonly asSource: boolean;
  readonly stale: boolean;
}

function writeStep(step: Step): WrittenStep {
  const train = step.extra?.mat?.train;
  const canonical = messagesOf(step, train);
  if (!hasResidual(step.extra?.mat?.raw)) return { ...canonical, asSource: false, stale: false };
  // Whether a step is trained may have changed without its words: the residual is of one of these.
  for (const candidate of new Set([train, undefined, false, true])) {
    const messages = candidate === train ? canonical.messages : messagesOf(step, candidate).messages;
    const restored = restoreStep<JsonValue>(NAME, step, messages);
    if (restored.stale || !isMessageList(restored.value)) continue;
    const weighted = candidate === train ? restored.value : withWeight(restored.value, train);
    return { messages: weighted, lost: [], asSource: true, stale: false };
  }
  return { ...canonical, asSource: false, stale: true };
}

function writeRow(trajectory: Trajectory): { head: JsonObject; asSource: boolean; stale: boolean } {
  const canonical = canonicalRow(trajectory);
  if (!hasResidual(trajectory.extra?.mat?.raw)) return { head: canonical, asSource: false, stale: false };
  const { value, stale } = restoreRow<JsonValue>(NAME, trajectory, canonical);
  const sound = !stale && isObject(value) && Object.hasOwn(value, "messages");
  return sound ? { head: value, asSource: true, stale: false } : { head: canonical, asSource: false, stale: true };
}

function hasResidual(raw: readonly { readonly format: string }[] | undefined): boolean {
  return raw?.some(({ format }) => format === NAME) ?? false;
}

function isMessageList(value: JsonValue): value is JsonObject[] {
  return Array.isArray(value) && value.every(isObject);
}
