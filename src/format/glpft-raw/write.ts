import type { Trajectory } from "../../core/trajectory.ts";
import { CHAIN_FIELDS } from "../alpha-umi/held-fields.ts";
import { asPython } from "../alpha-umi/python-json.ts";
import { writeStage1 } from "../alpha-umi/stage-1.ts";
import { writeStage2 } from "../alpha-umi/stage-2-row.ts";
import type { FormatWriter, WriteResult } from "../format.ts";
import { lostFields } from "../lost-fields.ts";
import type { WriteOptions } from "./schema.ts";

/** The only output of a format that writes one file. */
const FILE = "";

/** Writes stage-1 or stage-2 rows, mended or (`compat: "reference"`) as the reference does. */
export function writer(options: WriteOptions): FormatWriter {
  const reference = options.compat === "reference";
  const write = (trajectory: Trajectory): WriteResult => {
    const { row, stale } =
      options.stage === 2 ? writeStage2(trajectory, reference) : writeStage1(trajectory, reference);
    const value = reference && options.stage === 1 ? asPython(row) : row;
    return { rows: [{ file: FILE, value }], lost: lostFields(trajectory, CHAIN_FIELDS), staleResiduals: stale };
  };
  return { files: [FILE], write, carry: "none" };
}
