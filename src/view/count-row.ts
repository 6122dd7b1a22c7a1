import { stringifyJson } from "../core/json/stringify.ts";
import type { JsonValue } from "../core/json/value.ts";
import {
  finishOf,
  isTrained,
  type Step,
  type ToolCall,
  type Trajectory,
  textOf,
  toolsOf,
  type Verdict,
} from "../core/trajectory.ts";
import { isTrajectory } from "../core/trajectory-problems.ts";
import { createLengthHistogram } from "./length-histogram.ts";
import { createNameCounts, type NameCounts } from "./name-counts.ts";

/** Counters for the rows of a dataset, all at zero. */
export function createRowCounts() {
  return {
    notTrajectories: 0,
    withoutTraining: 0,
    steps: { all: 0, agent: 0, trained: 0 },
    calls: { all: 0, of_unknown_tools: 0 },
    finishes: { answer: 0, give_up: 0, none: 0 },
    defined: createNameCounts(),
    called: createNameCounts(),
    verdicts: new Map<string, NameCounts>(),
    lengths: {
      steps: createLengthHistogram(),
      row: createLengthHistogram(),
      trained: createLengthHistogram(),
      observation: createLengthHistogram(),
    },
  };
}
/** What has been counted so far. */
export type RowCounts = ReturnType<typeof createRowCounts>;

/** Counts one row, in flat memory. */
export function countRow(row: JsonValue, counts: RowCounts): void {
  if (!isTrajectory(row)) {
    counts.notTrajectories++;
    return;
  }
  const trajectory: Trajectory = row;
  const known = new Set(toolsOf(trajectory).map((tool) => tool.function.name));
  for (const name of known) counts.defined.add(name);
  const lengths = { row: 0, trained: 0 };
  let trained = false;
  for (const step of trajectory.steps) {
    const own = writtenLength(step);
    const observed = countObservations(step, counts);
    lengths.row += own + observed;
    if (isTrained(step)) {
      lengths.trained += own;
      trained = true;
    }
    countStep(step, known, counts);
  }
  if (!trained) counts.withoutTraining++;
  counts.finishes[finishOf(trajectory, trajectory.steps.length - 1) ?? "none"]++;
  countVerdicts(trajectory.extra?.mat?.verdicts, counts);
  counts.lengths.steps.add(trajectory.steps.length);
  counts.lengths.row.add(lengths.row);
  counts.lengths.trained.add(lengths.trained);
}

function countStep(step: Step, known: ReadonlySet<string>, counts: RowCounts): void {
  counts.steps.all++;
  if (step.source === "agent") counts.steps.agent++;
  if (isTrained(step)) counts.steps.trained++;
  for (const { function_name } of step.tool_calls ?? []) {
    counts.calls.all++;
    if (!known.has(function_name)) counts.calls.of_unknown_tools++;
    counts.called.add(function_name);
  }
  countVerdicts(step.extra?.mat?.verdicts, counts);
}

function countVerdicts(verdicts: readonly Verdict[] | undefined, counts: RowCounts): void {
  for (const { by, reason } of verdicts ?? []) {
    const reasons = counts.verdicts.get(by) ?? createNameCounts();
    counts.verdicts.set(by, reasons);
    reasons.add(reason);
  }
}

function countObservations(step: Step, counts: RowCounts): number {
  let sum = 0;
  for (const { content } of step.observation?.results ?? []) {
    const length = characters(textOf(content));
    counts.lengths.observation.add(length);
    sum += length;
  }
  return sum;
}

function writtenLength(step: Step): number {
  const texts = [textOf(step.message), step.reasoning_content ?? "", step.extra?.mat?.thought ?? ""];
  texts.push(...Object.values(step.extra?.mat?.fields ?? {}));
  const calls = (step.tool_calls ?? []).map((call) => call.function_name + argumentsText(call));
  return [...texts, ...calls].reduce((sum, text) => sum + characters(text), 0);
}

function argumentsText(call: ToolCall): string {
  return call.extra?.mat?.arguments_text ?? stringifyJson(call.arguments as JsonValue);
}

/** Code points: a pair of surrogates is one character. */
function characters(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}
