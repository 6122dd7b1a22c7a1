import { sameJson } from "../../core/json/spelling.ts";
import type { JsonValue } from "../../core/json/value.ts";
import { type Step, type Trajectory, textOf, toolsOf } from "../../core/trajectory.ts";
import { templateForProtocol } from "../../templates/library/registry.ts";
import { modelscope } from "../../templates/protocol/named/modelscope.ts";
import { isRefusal } from "../../templates/protocol/refusal.ts";
import { type Opening, openingOf } from "../conversations/opening.ts";
import { restoredRow } from "../conversations/restored-row.ts";
import { canonicalRow, withConversations } from "../conversations/row.ts";
import { unsaidUnderTemplate } from "../conversations/unsaid-under-template.ts";
import type { FormatWriter, Refusal, WriteResult } from "../format.ts";
import { lostFields } from "../lost-fields.ts";
import { lostMasks } from "../lost-masks.ts";
import { languageAround } from "../protocol-text/language-around.ts";
import { lostMarks } from "../protocol-text/lost-marks.ts";
import { hasResidual, restoreStep } from "../residual.ts";
import { isPart, type Part, partOf, turnsOf } from "./parts.ts";
import { NAME } from "./schema.ts";
import { systemTools } from "./system-tools.ts";

/** The ATIF fields that a row holds, or of which the writer itself says when it does not. */
const HELD = [
  "agent.tool_definitions[]",
  "steps[].message",
  "steps[].reasoning_content",
  "steps[].tool_calls[].function_name",
  "steps[].tool_calls[].arguments",
  "steps[].tool_calls[].extra.url",
  "steps[].observation.results[].content",
] as const;

/** The ATIF fields that a row cannot hold, as `mat formats` lists them. */
export const LOSES = [
  "session_id, notes, final_metrics, continued_trajectory_ref, subagent_trajectories, agent.model_name",
  "steps[].timestamp, model_name, reasoning_content, reasoning_effort, metrics, llm_call_count, is_copied_context",
  "agent.tool_definitions, where a system step of its own does not list them",
  "steps[].observation.results[].subagent_trajectory_ref, images",
  "extra.* except the url of a call; loss masks (steps[].extra.mat.train) too: trainers mask results alone",
  "parallel calls and whatever else the protocol cannot say: the trajectory is refused by name",
] as const;

/** Writes rows `{id, conversations}`. */
export function writer(): FormatWriter {
  return { files: [""], write };
}

const NO_OPENING: Opening = { turns: [], until: 0, lost: [] };

function write(trajectory: Trajectory, rowId: string): WriteResult {
  const own = trajectory.extra?.mat?.source_format === NAME;
  const template = templateForProtocol(modelscope.name, languageAround(trajectory));
  const opening = own || hasSystemStep(trajectory) ? NO_OPENING : openingOf(template, trajectory);
  if (isRefusal(opening)) return { rows: [], lost: [], refusals: [opening] };
  const steps = trajectory.steps.slice(opening.until);
  const written = steps.map((_, at) => writeStep(trajectory, opening.until + at));
  const row = restoredRow(NAME, trajectory, canonicalRow(own ? (trajectory.trajectory_id ?? rowId) : rowId));
  const staleResiduals = written.filter(({ stale }) => stale).length + (row.stale ? 1 : 0);
  const refusal = written.find((one) => one.refusal !== undefined)?.refusal;
  if (refusal !== undefined) return { rows: [], lost: [], refusals: [refusal], staleResiduals };
  const turns = [...opening.turns, ...turnsOf(written.map(({ part }) => part))];
  const changed = trajectory.steps.filter((_, at) => written[at - opening.until]?.asSource !== true);
  const lost = new Set([
    ...opening.lost,
    ...unsaidUnderTemplate(trajectory.steps.slice(0, opening.until)),
    ...written.flatMap((one) => one.lost),
    ...lostFields({ ...(row.asSource ? {} : trajectory), steps: changed } as Trajectory, HELD),
    ...lostMarks(
      trajectory,
      [...trajectory.steps.keys()].filter((at) => written[at - opening.until]?.asSource !== true),
    ),
    ...lostMasks(trajectory.steps),
    ...lostTools(trajectory, turns),
  ]);
  // Python text stands for all of the row as long as all of it is as it was.
  const isText = typeof row.head["conversations"] === "string";
  const value = isText ? row.head : withConversations(row.head, turns);
  return { rows: [{ file: "", value }], lost: [...lost].sort(), staleResiduals };
}

function hasSystemStep({ steps }: Trajectory): boolean {
  return steps.some((step) => step.source === "system" && textOf(step.message) !== "");
}

interface WrittenStep {
  readonly part: Part;
  readonly lost: readonly string[];
  /** The part is that of the source, residual and all: nothing is lost. */
  readonly asSource: boolean;
  readonly stale: boolean;
  readonly refusal?: Refusal;
}

function writeStep(trajectory: Trajectory, index: number): WrittenStep {
  const step = trajectory.steps[index]!;
  const { part, lost, refusal } = partOf(trajectory, index);
  const made = { part, lost, asSource: false, ...(refusal === undefined ? {} : { refusal: named(refusal, step) }) };
  if (!hasResidual(NAME, step)) return { ...made, stale: false };
  const { value, stale } = restoreStep<JsonValue>(NAME, step, part);
  if (stale || !isPart(value)) return { ...made, stale: true };
  return { part: value, lost: [], asSource: true, stale: false };
}

function named({ reason, detail }: Refusal, { step_id }: Step): Refusal {
  return { reason, detail: detail.startsWith("step ") ? detail : `step ${step_id}: ${detail}` };
}

/** Tools stand in a row only as a list in its system turn. */
function lostTools(trajectory: Trajectory, turns: readonly { [key: string]: JsonValue }[]): string[] {
  const tools = toolsOf(trajectory);
  if (tools.length === 0) return [];
  const textsOf = (from: string) => turns.flatMap((turn) => (turn["from"] === from ? [String(turn["value"])] : []));
  const listed = systemTools(textsOf("system").join("\n\n"), textsOf("assistant").join("\n\n"));
  return sameJson(listed as unknown as JsonValue, tools as unknown as JsonValue) ? [] : ["agent.tool_definitions[]"];
}
