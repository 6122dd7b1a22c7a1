import { UsageError } from "../../core/errors.ts";
import { sameJson } from "../../core/json/spelling.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { type Step, type Trajectory, toolsOf } from "../../core/trajectory.ts";
import { namedTemplate } from "../../templates/library/registry.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import { PROTOCOLS } from "../../templates/protocol/registry.ts";
import type { PromptTemplate } from "../../templates/template.ts";
import { withTurns } from "../conversations/chat-layout.ts";
import { type RestoredRow, restoredRow } from "../conversations/restored-row.ts";
import { canonicalRow, withConversations } from "../conversations/row.ts";
import { unsaidUnderTemplate } from "../conversations/unsaid-under-template.ts";
import type { FormatWriter, Refusal, WriteResult } from "../format.ts";
import { lostFields } from "../lost-fields.ts";
import { lostMarks } from "../protocol-text/lost-marks.ts";
import { hasResidual, restoreStep } from "../residual.ts";
import { lostRoles } from "./lost-roles.ts";
import { renderTurns, whyNoTurns } from "./render-turns.ts";
import { NAME, type WriteOptions } from "./schema.ts";
import { toolsOfTurns } from "./tools-of-turns.ts";
import { type StepTurns, turnsOf, withLoss } from "./turns.ts";

/** The ATIF fields that a row holds, or of which the writer itself says when it does not. */
const HELD = [
  "agent.tool_definitions[]",
  "steps[].message",
  "steps[].reasoning_content",
  "steps[].tool_calls[].function_name",
  "steps[].tool_calls[].arguments",
  "steps[].observation.results[].content",
  "steps[].extra.mat.fields",
] as const;

/** The ATIF fields that a row cannot hold, as `mat formats` lists them. */
export const LOSES = [
  "session_id, notes, final_metrics, continued_trajectory_ref, subagent_trajectories, agent.model_name",
  "steps[].timestamp, model_name, reasoning_effort, metrics, llm_call_count, is_copied_context",
  "steps[].reasoning_content, steps[].extra.mat.fields, where the protocol has no place for them",
  "steps[].message of system steps, when a template makes the prompt",
  "steps[].observation.results[].subagent_trajectory_ref, images",
  "extra.* except steps[].extra.mat.train of agent steps, which is the turn's loss",
  "a step that the protocol cannot say: the trajectory is refused by name",
] as const;

/** Writes rows `{id, conversations}`. Throws UsageError for a template that there is not, or that makes no conversation. */
export function writer({ template: id }: WriteOptions): FormatWriter {
  const given = id === undefined ? undefined : usable(namedTemplate(id));
  return {
    files: [""],
    write: (trajectory, rowId) => {
      const own = given === undefined && trajectory.extra?.mat?.source_format === NAME;
      return own ? writeOwn(trajectory, rowId) : writeUnderTemplate(trajectory, rowId, given);
    },
  };
}

function usable(template: PromptTemplate): PromptTemplate {
  const problem = whyNoTurns(template);
  if (problem === undefined) return withTurns(template);
  throw new UsageError(
    `the template ${template.id} ${problem}`,
    "Name another one, such as react-en or modelscope-en.",
  );
}

/** A row of this format as it was; steps that were changed since are said in its protocol. */
function writeOwn(trajectory: Trajectory, rowId: string): WriteResult {
  const protocol = protocolOf(trajectory);
  const written = trajectory.steps.map((_, at) => writeStep(trajectory, at, protocol));
  const row = restoredRow(NAME, trajectory, canonicalRow(trajectory.trajectory_id ?? rowId));
  const staleResiduals = written.filter(({ stale }) => stale).length + (row.stale ? 1 : 0);
  const refusal = written.find((one) => one.refusal !== undefined)?.refusal;
  if (refusal !== undefined) return { rows: [], lost: [], refusals: [refusal], staleResiduals };
  const changed = trajectory.steps.filter((_, at) => !written[at]!.asSource);
  const turns = written.flatMap((one) => one.turns);
  const lost = new Set([
    ...written.flatMap((one) => one.lost),
    ...lostFields({ ...(row.asSource ? {} : trajectory), steps: changed } as Trajectory, HELD),
    ...lostMarks(
      trajectory,
      [...trajectory.steps.keys()].filter((at) => !written[at]!.asSource),
    ),
    ...lostMasks(trajectory.steps),
    ...lostRoles(trajectory.steps),
    ...lostTools(trajectory, turns, protocol),
  ]);
  return rowOf(row, turns, [...lost], staleResiduals);
}

function rowOf({ head }: RestoredRow, turns: JsonObject[], lost: string[], staleResiduals: number): WriteResult {
  return { rows: [{ file: "", value: withConversations(head, turns) }], lost: lost.sort(), staleResiduals };
}

function writeUnderTemplate(trajectory: Trajectory, rowId: string, given: PromptTemplate | undefined): WriteResult {
  const rendered = renderTurns(trajectory, given);
  if ("reason" in rendered) return { rows: [], lost: [], refusals: [rendered] };
  const lost = new Set([
    ...rendered.lost,
    ...unsaidUnderTemplate(trajectory.steps),
    ...lostMarks(trajectory, [...trajectory.steps.keys()]),
    ...lostTools(trajectory, rendered.turns, rendered.protocol),
    ...lostFields(trajectory, HELD),
    ...lostMasks(trajectory.steps),
    ...lostRoles(trajectory.steps.filter((step) => step.source !== "system")),
  ]);
  return rowOf({ head: canonicalRow(rowId), asSource: false, stale: false }, rendered.turns, [...lost], 0);
}

function protocolOf(trajectory: Trajectory): Protocol | undefined {
  const name = trajectory.extra?.mat?.protocol;
  return typeof name === "string" && Object.hasOwn(PROTOCOLS, name) ? PROTOCOLS[name] : undefined;
}

interface WrittenStep extends Pick<StepTurns, "turns" | "lost"> {
  /** The turns are those of the source, residual and all: nothing is lost. */
  readonly asSource: boolean;
  readonly stale: boolean;
  readonly refusal?: Refusal;
}

function writeStep(trajectory: Trajectory, index: number, protocol: Protocol | undefined): WrittenStep {
  const step = trajectory.steps[index]!;
  const canonical = turnsOf(trajectory, index, protocol);
  const { refusal, turns, lost } = canonical;
  const made = { turns: withLoss(turns, step), lost, asSource: false };
  const named =
    refusal === undefined
      ? made
      : { ...made, refusal: { ...refusal, detail: `step ${step.step_id}: ${refusal.detail}` } };
  if (!hasResidual(NAME, step)) return { ...named, stale: false };
  const { value, stale } = restoreStep<JsonValue>(NAME, step, turns);
  if (stale || !Array.isArray(value) || !value.every(isObject)) return { ...named, stale: true };
  return { turns: withLoss(value as JsonObject[], step), lost: [], asSource: true, stale: false };
}

/** Tools stand in a row only as a list in its prompt. */
function lostTools(trajectory: Trajectory, turns: readonly JsonObject[], protocol: Protocol | undefined): string[] {
  const tools = toolsOf(trajectory) as unknown as JsonValue;
  return sameJson(toolsOfTurns(turns, protocol) as unknown as JsonValue, tools) ? [] : ["agent.tool_definitions[]"];
}

/** Only the turns of gpt say whether they get loss. */
function lostMasks(steps: readonly Step[]): string[] {
  const lost = steps.some((step) => step.source !== "agent" && step.extra?.mat?.train === true);
  return lost ? ["steps[].extra.mat.train"] : [];
}
