import { expect } from "vitest";
import type { JsonValue } from "../../src/core/json/value.ts";
import { isTrajectory } from "../../src/core/trajectory-problems.ts";
import { countRow, createRowCounts } from "../../src/view/count-row.ts";
import { showTrajectory } from "../../src/view/show-trajectory.ts";

/** A row of any shape can be counted, and shown when it is a trajectory. */
export function datasetRowIsShown(row: JsonValue): void {
  countRow(row, createRowCounts());
  if (isTrajectory(row)) expect(showTrajectory(row)).toContain(row.schema_version);
}
