import { RowRefusedError } from "../../core/errors.ts";
import { withMember } from "../../core/json/spelling.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { ATIF_VERSION, type Step, type Trajectory, textOf, toolsOf } from "../../core/trajectory.ts";
import { NEXT, type Turn } from "../alpha-umi/stage-2.ts";
import { readToolText, writeToolTexts } from "../alpha-umi/tool-text.ts";
import { canonicalTurns, groupTurns, stepOfTurns, thoughtOf, turnsOf } from "../alpha-umi/turns.ts";
import type { WrittenRow } from "../format.ts";
import { memberText } from "../member-text.ts";
import { keepRowResidual, keepStepResidual, restoreRow, restoreStep } from "../residual.ts";
import { conversationOf } from "./conversation.ts";
import { promptDataOf } from "./encoded-tools.ts";
import { growingBytes } from "./growing-bytes.ts";
import { promptMaker } from "./prompt.ts";
import type { PromptPack } from "./prompt-pack.ts";
import { fileOf, type Role } from "./role-files.ts";
import { instanceMaker, SUFFIX } from "./roles.ts";
import { targetOfTurns, turnsOfTarget } from "./target.ts";

const FORMAT = "glpft";
/** The texts of an instance are compared unescaped: any layout does. */
const PLAIN = { style: "compact", indent: 0, ascii: false } as const;

/** A row of a role file. Source: α-UMi, `train_<role>.json`. */
export type InstanceRow = JsonObject & { tools: JsonValue; history: Turn[]; input: string; target: string };

/** The trajectory of one training instance: its history as steps, its target as the last step, which alone trains. */
export function readInstance(row: InstanceRow, role: Role, pack: PromptPack, id: string): Trajectory {
  const opens = row.history[0]?.from === "user";
  const query = opens ? memberText(row.history[0]!, "value") : "";
  const turns = opens ? row.history.slice(1) : row.history;
  const groups = groupTurns([...turns, ...turnsOfTarget(role, row.target)]);
  const steps = readSteps(groups, query, role, row, turns.length);
  const tools = Array.isArray(row.tools) ? row.tools.map(readToolText) : [];
  const trajectory: Trajectory = {
    schema_version: ATIF_VERSION,
    trajectory_id: id,
    agent: { name: "toolbench", version: "unknown", tool_definitions: tools },
    steps,
    extra: { mat: { source_format: FORMAT, glpft_role: role } },
  };
  const head = withMember(withMember(row, "history", row.history.slice(0, opens ? 1 : 0)), "target", "");
  return keepRowResidual(FORMAT, trajectory, headOf(trajectory, role, pack, turns), head);
}

/** Steps before the last keep residuals of their turns; the last one of its turns in the history and of the target. */
function readSteps(
  groups: readonly Turn[][],
  query: string,
  role: Role,
  row: InstanceRow,
  historyLength: number,
): Step[] {
  let seen = 0;
  let calls = 0;
  return groups.map((group, position) => {
    const last = position === groups.length - 1;
    const read = stepOfTurns(group, position + 1, query, `read:${FORMAT}`, () => `call_${++calls}`);
    const step = last && role === "planner" ? plannerStep(read, row.target) : read;
    const inHistory = group.slice(0, Math.max(0, historyLength - seen));
    seen += group.length;
    if (!last)
      return keepStepResidual(FORMAT, notTrained(step), canonicalTurns(step, false, position === 0), inHistory);
    const source = { history: inHistory, target: row.target };
    return keepStepResidual(FORMAT, step, lastUnit(step, role, position === 0), source);
  });
}

/** A planner hands on to the caller without a call of its own: its step is the thought alone. */
function plannerStep(step: Step, target: string): Step {
  return target.endsWith(NEXT.caller) ? { ...step, message: thoughtOf(target) } : step;
}

function notTrained(step: Step): Step {
  if (step.source !== "agent") return step;
  return { ...step, extra: { ...step.extra, mat: { ...step.extra?.mat, train: false } } };
}

/** What our writer makes of the last step: its turns that stand in the history, and the target. */
function lastUnit(step: Step, role: Role, opening: boolean): JsonObject {
  const handsOn = role === "planner" && step.source === "agent" && step.extra?.mat?.finish === undefined;
  if (handsOn) return { history: [], target: `${withBreak(textOf(step.message))}${NEXT.caller}` };
  return targetOfTurns(role, canonicalTurns(step, true, opening));
}

function withBreak(thought: string): string {
  return thought === "" ? "" : `${thought}\n`;
}

/** Is this trajectory one training instance of a role, read from a role file? */
export function isInstance(trajectory: Trajectory): boolean {
  return trajectory.extra?.mat?.glpft_role !== undefined;
}

/** Writes an instance as the row that it was read from, or as near to it as its edits allow. */
export function writeInstance(
  trajectory: Trajectory,
  pack: PromptPack,
): { rows: WrittenRow[]; staleResiduals: number } {
  const role = trajectory.extra!.mat!.glpft_role!;
  let stale = 0;
  const turns: Turn[] = [];
  let target: JsonValue = "";
  for (const [index, step] of trajectory.steps.entries()) {
    const last = index === trajectory.steps.length - 1;
    if (last) {
      const canonical = lastUnit(step, role, index === 0);
      const unit = restoreStep(FORMAT, step, canonical);
      if (unit.stale) stale++;
      turns.push(...(turnsOf(unit.value["history"]) ?? []));
      target = unit.value["target"] ?? "";
    } else {
      const unit = restoreStep(FORMAT, step, canonicalTurns(step, false, index === 0));
      if (unit.stale) stale++;
      turns.push(...(turnsOf(unit.value) ?? []));
    }
  }
  if (typeof target !== "string")
    throw new RowRefusedError("damaged_residual", "the target of this instance is no text");
  const opening = headOpening(trajectory);
  const head = restoreRow(FORMAT, trajectory, headOf(trajectory, role, pack, turns));
  if (head.stale) stale++;
  const sound = isObject(head.value) ? head.value : {};
  const history = [...(turnsOf(sound["history"]) ?? opening), ...turns];
  const row = withMember(withMember(sound, "history", history), "target", target);
  return { rows: [{ file: fileOf(role), value: row }], staleResiduals: stale };
}

function headOpening(trajectory: Trajectory): Turn[] {
  return [{ from: "user", value: textOf(trajectory.steps[0]?.message) }];
}

/** What our writer makes of a row but for the turns after its opening one, which (restored) only its input shows, and the target. */
function headOf(trajectory: Trajectory, role: Role, pack: PromptPack, turns: readonly Turn[]): JsonObject {
  const tools = writeToolTexts(toolsOf(trajectory));
  const opening = headOpening(trajectory);
  const conversations = [...opening, ...turns, { from: "assistant", value: NEXT.caller }];
  const encoding = { layout: PLAIN, reference: false, memory: growingBytes() };
  const conversation = conversationOf(conversations, encoding);
  const prompt = promptMaker(pack[role], SUFFIX[role], PLAIN)(promptDataOf(tools, encoding));
  const prompts = { backbone: prompt, planner: prompt, caller: prompt, summarizer: prompt };
  const work = { conversation, prompts, reference: false, leftover: {}, memory: () => growingBytes() };
  const pieces = instanceMaker(work).inputBefore(role, turns.length + 1);
  const input = JSON.parse(`"${Buffer.concat(pieces).toString()}"`) as string;
  return { tools, history: opening, input, target: "" };
}
