import { isSpelled, numberTextOf } from "../core/json/spelling.ts";
import type { JsonValue } from "../core/json/value.ts";
import type { Step, ToolCall, Trajectory } from "../core/trajectory.ts";

/**
 * What a trajectory says, as one text to be hashed: its tools, and of each step who speaks, message, thought, reasoning,
 * calls and observations. Not in it: ids, times, models, costs, verdicts, masks, residuals, lineage, vendor data. Two
 * trajectories that differ only in those, in the order of keys or in white space of arguments have the same text.
 */
export function spokenText(trajectory: Trajectory): string {
  return canonical([trajectory.agent.tool_definitions ?? [], trajectory.steps.map(spoken)] as JsonValue);
}

function spoken(step: Step): JsonValue {
  const calls = step.tool_calls ?? [];
  const results = (step.observation?.results ?? []).map(({ source_call_id, content }) => [
    // Ids differ between copies of one trajectory; which call is answered does not.
    calls.findIndex((call) => call.tool_call_id === source_call_id),
    content ?? null,
  ]);
  const { thought, finish } = step.extra?.mat ?? {};
  return [
    step.source,
    step.message,
    step.reasoning_content ?? null,
    thought ?? null,
    finish ?? null,
    calls.map((call) => [call.function_name, argumentsOf(call)]),
    results,
  ] as JsonValue;
}

/** Arguments by what they mean, or by their text where that means nothing. */
function argumentsOf(call: ToolCall): JsonValue {
  const text = call.extra?.mat?.arguments_text;
  const args = call.arguments as JsonValue;
  if (text === undefined || Object.keys(call.arguments).length > 0) return args;
  return /^\s*\{\s*\}\s*$/.test(text) ? args : text;
}

/** JSON text with keys in order and numbers as they are spelled, so that no two integers past 2^53 look the same. */
function canonical(value: JsonValue): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const parts: string[] = [];
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++)
      parts.push(numberTextOf(value, index) ?? canonical(value[index]!));
    return `[${parts.join()}]`;
  }
  const spelled = isSpelled(value);
  for (const key of Object.keys(value).sort()) {
    const text = (spelled ? numberTextOf(value, key) : undefined) ?? canonical(value[key]!);
    parts.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${parts.join()}}`;
}
