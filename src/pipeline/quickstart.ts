import { fileURLToPath } from "node:url";
import { checkRunFile } from "./run-file/check-run-file.ts";
import { type RunFileReport, type RunStagesOptions, runStages } from "./run-file/run-stages.ts";
import type { Environment } from "./settings/read-variables.ts";

/** Where {@link quickstart} writes, and what it tells meanwhile. */
export interface QuickstartOptions extends Omit<RunStagesOptions, "only" | "fresh"> {
  /** The folder to write; the folders of the stages in it are replaced. What the run file says, if not given. */
  readonly output?: string | undefined;
  /** For `MAT_*` variables; none if not given. */
  readonly environment?: Environment | undefined;
}

const RUN_FILE = fileURLToPath(new URL("../../configs/runs/quickstart.yaml", import.meta.url));

/**
 * The main job: `configs/runs/quickstart.yaml`, from its first stage. ToolBench-shaped trajectories imported and filtered,
 * a small library of prompt templates made, an agent let act under it and under ReAct and AutoGPT, the solved episodes kept,
 * and all of it exported for trainers. Needs no network, no key and no GPU.
 */
export async function quickstart({ output, environment, ...options }: QuickstartOptions): Promise<RunFileReport> {
  return runStages(await checkRunFile({ file: RUN_FILE, flags: { output }, environment }), { ...options, fresh: true });
}
