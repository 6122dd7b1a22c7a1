import { canonicalJson, shortHash } from "../../core/hash.ts";
import type { JsonValue } from "../../core/json/value.ts";
import { type Step, type Trajectory, toolsOf } from "../../core/trajectory.ts";

/**
 * For each step a hash of all that a prompt in front of it can show: the tools, and what was said before. The prompt of an
 * item is a residual that holds only while this stays the same, so that nothing edited comes back in an old prompt.
 */
export function contextsOf(trajectory: Trajectory): string[] {
  let context = shortHash(canonicalJson(toolsOf(trajectory) as unknown as JsonValue));
  return trajectory.steps.map((step) => {
    const before = context;
    context = shortHash(context + canonicalJson(saidBy(step)));
    return before;
  });
}

function saidBy(step: Step): JsonValue {
  const { step_id: _, extra, ...rest } = step;
  const { finish, thought, fields } = extra?.mat ?? {};
  return [rest, finish ?? null, thought ?? null, fields ?? null] as unknown as JsonValue;
}
