import type { JsonValue } from "../core/json/value.ts";
import type { Trajectory } from "../core/trajectory.ts";
import { trajectoryProblems } from "../core/trajectory-problems.ts";
import { applyVerdicts, NOTHING_LEFT } from "./apply-verdicts.ts";
import type { FilterContext, FilterVerdict } from "./filter.ts";
import { type FilterTally, SHAPE, SHAPELESS } from "./filter-tally.ts";
import type { PreparedFilter } from "./prepare-filters.ts";

/** What became of a row: it is as it was, it was edited, or it goes. */
export type FilteredRow =
  | { readonly kind: "unchanged" }
  | { readonly kind: "edited"; readonly trajectory: Trajectory; readonly masked: number; readonly cut: number }
  | { readonly kind: "dropped"; readonly by: string; readonly reason: string; readonly detail?: string };

/** Puts one row through the filters in order; each sees what the ones before it left. */
export function filterRow(
  row: JsonValue,
  filters: readonly PreparedFilter[],
  context: FilterContext,
  tally: FilterTally,
): FilteredRow {
  let value = row;
  let shaped = false;
  let masked = 0;
  let cut = 0;
  for (const [position, filter] of filters.entries()) {
    if (!filter.judgesRows && !shaped) {
      const problem = shapeProblem(value);
      if (problem !== undefined) {
        tally.shapeless();
        return { kind: "dropped", by: `filter:${SHAPE}`, reason: SHAPELESS, detail: problem };
      }
      shaped = true;
    }
    const verdicts = filter.judge(value, context);
    tally.judged(position, verdicts);
    const by = `filter:${filter.name}`;
    const applied = apply(value, by, verdicts);
    if (applied.dropped !== undefined) {
      const { reason, detail } = applied.dropped;
      if (reason === NOTHING_LEFT) tally.nothingLeft(position);
      return { kind: "dropped", by, reason, ...(detail !== undefined && { detail }) };
    }
    masked += applied.masked;
    cut += applied.cut;
    value = applied.trajectory as unknown as JsonValue;
  }
  if (value === row) return { kind: "unchanged" };
  return { kind: "edited", trajectory: value as unknown as Trajectory, masked, cut };
}

function apply(value: JsonValue, by: string, verdicts: readonly FilterVerdict[]): ReturnType<typeof applyVerdicts> {
  // A filter that judges rows of any shape gives no verdict on steps unless the row has them.
  return applyVerdicts(value as unknown as Trajectory, by, verdicts);
}

/** Why the other filters cannot look at this row; unknown keys are no reason. */
function shapeProblem(value: JsonValue): string | undefined {
  const problems = trajectoryProblems(value).filter(({ unknownKey }) => !unknownKey);
  if (problems.length === 0) return undefined;
  const more = problems.length > 3 ? `; and ${problems.length - 3} more` : "";
  return (
    problems
      .slice(0, 3)
      .map(({ path, problem }) => `${path || "the row"} ${problem}`)
      .join("; ") + more
  );
}
