import type { FilterVerdict } from "../../src/filter/filter.ts";
import { parseFilterFlag } from "../../src/filter/filter-request.ts";
import { prepareFilters } from "../../src/filter/prepare-filters.ts";
import { json } from "../core/sample-trajectory.ts";

/** What the filter of a `--filter` flag says of a row, and of the rows before it. */
export async function judgeWith(flag: string, ...rows: readonly unknown[]): Promise<FilterVerdict[]> {
  const [filter] = await prepareFilters([parseFilterFlag(flag)]);
  return rows.flatMap((row, index) => filter!.judge(json(row), { id: `row-${index + 1}`, row: index + 1 }));
}
