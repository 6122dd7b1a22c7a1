import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseJson } from "../../src/core/json/parse.ts";
import type { JsonValue } from "../../src/core/json/value.ts";
import type { Trajectory } from "../../src/core/trajectory.ts";
import { read } from "../../src/format/glpft-raw/read.ts";
import { reader } from "../../src/format/toolbench/read.ts";
import { goldenPath } from "../golden.ts";

/** The trajectories of the golden ToolBench files, however they are stored. */
export function goldenTrajectories(): Trajectory[] {
  const rows = parseJson(
    readFileSync(goldenPath("alpha-umi/train-example/input_raw_data_stage_1.json"), "utf8"),
  ) as JsonValue[];
  const fromRows = rows.map((row, index) => read(row, { place: {}, fallbackId: `row-${index}` }).trajectory);
  const folder = goldenPath("alpha-umi/data-example/input/answer");
  const fromAnswers = globSync("**/*.json", { cwd: folder }).flatMap((name) => {
    const file = join(folder, name);
    const result = reader(new Set()).read(parseJson(readFileSync(file, "utf8")), { place: { file }, fallbackId: name });
    return "trajectory" in result ? [result.trajectory] : [];
  });
  return [...fromRows, ...fromAnswers];
}
