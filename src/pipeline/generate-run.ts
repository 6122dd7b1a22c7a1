import { noToolPolicy } from "../agent/teachers/blind-policies.ts";
import { createOracle } from "../agent/teachers/oracle.ts";
import { estimateRun, type RunEstimate } from "../generate/estimate.ts";
import { type GenerateOptions, type GenerateReport, generate } from "../generate/generate.ts";
import type { Seat } from "../generate/play-episode.ts";
import { openRun, readPlan } from "../generate/run-folder.ts";
import { type WorkShardOptions, type WorkShardReport, workShard } from "../generate/work-shard.ts";
import type { Workplace } from "../generate/workplace.ts";
import type { World } from "../tasks/environment.ts";
import { planRun, workplaceOf } from "./plan-run.ts";
import type { BroughtAlong, RunRequest, ToolWatch } from "./run-request.ts";

/** Plays a run, or goes on with it where it was stopped: see `mat generate`. Throws what `generate` throws. */
export async function generateRun(
  request: RunRequest,
  options: Omit<GenerateOptions, "output"> & ToolWatch,
): Promise<GenerateReport> {
  const place = await planRun(request, options);
  return until(options.signal, place, () => generate(place, { ...options, output: request.output }));
}

/** Plans a run and writes the plan, for others to play its shards. */
export async function writePlan(request: RunRequest, watch: ToolWatch = {}): Promise<RunEstimate> {
  const place = await planRun(request, watch);
  try {
    const estimate = await estimateRun(place, seatKnowing);
    const { lock } = await openRun(request.output, place.plan);
    lock.release();
    return estimate;
  } finally {
    await place.close?.();
  }
}

/** Says what a run would do; nothing is written. */
export async function estimateRequest(request: RunRequest, watch: ToolWatch = {}): Promise<RunEstimate> {
  const place = await planRun(request, watch);
  try {
    return await estimateRun(place, seatKnowing);
  } finally {
    await place.close?.();
  }
}

/** Which shard of which run to play, and with what. */
export interface WorkOnRunOptions extends WorkShardOptions, BroughtAlong, ToolWatch {}

/** Plays one shard of a planned run: see `mat work`. */
export async function workOnRun(options: WorkOnRunOptions): Promise<WorkShardReport> {
  const place = await workplaceOf(readPlan(options.run), options.run, options, options);
  return until(options.signal, place, () => workShard(place, options));
}

/** Plays to the end, or until the signal; connections are ended then. */
async function until<T>(signal: AbortSignal | undefined, place: Workplace, play: () => Promise<T>): Promise<T> {
  const pause = () => place.pause?.();
  signal?.addEventListener("abort", pause, { once: true });
  if (signal?.aborted) pause();
  try {
    return await play();
  } finally {
    signal?.removeEventListener("abort", pause);
    await place.close?.();
  }
}

/** The oracle; at a world of which nobody knows a solution, someone who calls nothing. */
function seatKnowing(world: World): Seat {
  return world.solution.length > 0 ? createOracle(world) : { client: noToolPolicy(), world };
}
