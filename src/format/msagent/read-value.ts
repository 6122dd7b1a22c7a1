import type { ToolDefinition } from "../../core/tool.ts";
import type { Step } from "../../core/trajectory.ts";
import { toStep } from "../../templates/protocol/agent-step.ts";
import { decodeStep } from "../../templates/protocol/decode-step.ts";
import { unescapeMarks } from "../../templates/protocol/escape.ts";
import { marksOf } from "../../templates/protocol/marks.ts";
import { modelscope } from "../../templates/protocol/named/modelscope.ts";
import { isRefusal } from "../../templates/protocol/refusal.ts";
import { withVerdict } from "../protocol-text/decode-turn.ts";
import { readCall } from "./read-call.ts";
import { NAME } from "./schema.ts";
import { type Stretch, splitValue } from "./split-value.ts";
import { unfence } from "./unfence.ts";

/** A step of an assistant, and the stretch of its value that it was made of. */
export interface StretchStep {
  readonly step: Step;
  readonly text: string;
}

const MARKS = marksOf(modelscope);

/** The steps of an assistant's value, numbered from `firstId`. */
export function readValue(value: string, firstId: number, tools: readonly ToolDefinition[]): StretchStep[] {
  const stretches = splitValue(value);
  // A value without calls is an answer as it stands.
  const isPlain = stretches.length === 1 && stretches[0]!.text === stretches[0]!.bare;
  return stretches.map((stretch, at) => {
    const stepId = firstId + at;
    const spoken = isPlain ? stretch.bare : withoutBreaks(stretch, at > 0);
    const step = stretch.call === undefined ? readSpoken(spoken, stepId) : readCalling(stretch, spoken, stepId, tools);
    const observed = withResults(step, stretch);
    return { step: stretch.closed ? observed : noted(observed, "mark_not_closed"), text: stretch.text };
  });
}

/** What stands in front of the marks, less the line breaks towards its neighbours; white space alone says nothing. */
function withoutBreaks({ bare, call, results }: Stretch, follows: boolean): string {
  if (bare.trim() === "") return "";
  const start = follows && bare.startsWith("\n") ? 1 : 0;
  // One break stands in front of a call, an empty line in front of a result.
  const breaks = call !== undefined ? ["\n"] : results.length > 0 ? ["\n\n", "\n"] : [];
  const end = bare.length - (breaks.find((text) => bare.endsWith(text))?.length ?? 0);
  return bare.slice(start, end);
}

function readSpoken(text: string, stepId: number): Step {
  const message: Step = { step_id: stepId, source: "agent", message: text };
  if (text === "") return message;
  const read = decodeStep(modelscope, text, { mode: "strict" });
  return isRefusal(read) ? noted(message, read.reason, read.detail) : toStep(read.step, stepId);
}

function readCalling(
  { call, text, resultsAt }: Stretch,
  spoken: string,
  stepId: number,
  tools: readonly ToolDefinition[],
): Step {
  const read = readCall(call!, tools);
  if (read === undefined) {
    const message = text.slice(0, resultsAt).trim();
    return noted({ step_id: stepId, source: "agent", message }, "call_malformed", "between the marks stands no call");
  }
  const thought = unescapeMarks(spoken, MARKS);
  const step = toStep({ ...(thought === "" ? {} : { thought }), calls: [read.call] }, stepId);
  const addressed = read.url === undefined ? step : withUrl(step, read.url);
  return read.repairs.length === 0 ? addressed : noted(addressed, "repaired", read.repairs.join(", "));
}

function withUrl(step: Step, url: string): Step {
  return { ...step, tool_calls: step.tool_calls!.map((call) => ({ ...call, extra: { ...call.extra, url } })) };
}

/** The step with its results: the first is of the call, if there is one. */
function withResults(step: Step, { results }: Stretch): Step {
  if (results.length === 0) return step;
  const [call] = step.tool_calls ?? [];
  const read = results.map((result, at) => ({
    ...(at === 0 && call !== undefined ? { source_call_id: call.tool_call_id } : {}),
    content: unescapeMarks(unfence(result), MARKS),
  }));
  const observed = { ...step, observation: { results: read } };
  return call !== undefined && results.length === 1 ? observed : noted(observed, "unmatched_result");
}

function noted(step: Step, reason: string, detail?: string): Step {
  return withVerdict(step, {
    by: `read:${NAME}`,
    reason,
    ...(detail === undefined ? {} : { detail: detail.slice(0, 200) }),
  });
}
