import { DatasetDamagedError } from "../core/errors.ts";
import { parseStoredJson } from "../core/json/parse.ts";
import type { Trajectory } from "../core/trajectory.ts";
import type { DatasetRow } from "../store/dataset.ts";

/** The trajectory of a dataset's row. */
export function parseStoredRow(row: DatasetRow): Trajectory {
  try {
    return parseStoredJson(row.text) as unknown as Trajectory;
  } catch (cause) {
    const place = { file: row.part, line: row.line, id: row.id };
    throw new DatasetDamagedError(
      `a row is no JSON: ${(cause as Error).message}`,
      "Run `mat verify` on the dataset, and import it again.",
      place,
    );
  }
}
