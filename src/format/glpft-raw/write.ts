import type { Trajectory } from "../../core/trajectory.ts";
import { lostOfChain } from "../alpha-umi/lost-of-chain.ts";
import { asPython } from "../alpha-umi/python-json.ts";
import { writeStage1 } from "../alpha-umi/stage-1.ts";
import { writeStage2 } from "../alpha-umi/stage-2-row.ts";
import type { FormatWriter, WriteResult } from "../format.ts";
import { lostMasks } from "../lost-masks.ts";
import type { WriteOptions } from "./schema.ts";

/** The only output of a format that writes one file. */
const FILE = "";

/** Writes stage-1 or stage-2 rows, mended or (`compat: "reference"`) as the reference does. */
export function writer(options: WriteOptions): FormatWriter {
  const reference = options.compat === "reference";
  const write = (trajectory: Trajectory): WriteResult => {
    const { row, stale, unsaid } = rowOf(trajectory, options.stage, reference);
    const lost = [...lostOfChain(trajectory), ...lostMasks(trajectory.steps), ...unsaid];
    return { rows: [{ file: FILE, value: row }], lost, staleResiduals: stale };
  };
  return { files: [FILE], write, carry: "none" };
}

function rowOf(trajectory: Trajectory, stage: WriteOptions["stage"], reference: boolean) {
  if (stage === 2) {
    const { row, stale, lost } = writeStage2(trajectory, reference);
    return { row, stale, unsaid: lost };
  }
  const { row, stale, lost } = writeStage1(trajectory, reference);
  return { row: reference ? asPython(row) : row, stale, unsaid: lost };
}
