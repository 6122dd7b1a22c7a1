import { join, resolve } from "node:path";
import { OutputExistsError, RunPausedError, UsageError } from "../../core/errors.ts";
import { fileError } from "../../store/file-error.ts";
import { makeFolder } from "../../store/make-folder.ts";
import { lockOutput } from "../../store/output-lock.ts";
import type { CheckedRunFile, CheckedStage } from "./checked-run-file.ts";
import { decideStage, pathsOf } from "./decide-stage.ts";
import { fingerprint } from "./fingerprint.ts";
import { namedStage } from "./named-stage.ts";
import { withPaths } from "./references.ts";
import type { StageKindName, StageReports } from "./registry.ts";
import type { StageProgress } from "./stage-kind.ts";
import { type StageRecords, stageRecords } from "./stage-record.ts";

/** What became of one stage; its report says what it did, now or when it was done. */
export type StageOutcome = {
  readonly [Name in StageKindName]: {
    readonly id: string;
    readonly do: Name;
    readonly output: string;
    /** It was done by an earlier call, and nothing has changed since. */
    readonly kept: boolean;
    readonly because: string;
    readonly report: StageReports[Name];
  };
}[StageKindName];

/** How to go through a run file, and who is told. */
export interface RunStagesOptions {
  /** This stage alone. */
  readonly only?: string | undefined;
  /** Do every stage again, whatever is known of it. */
  readonly fresh?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onBegin?:
    | ((stage: { readonly id: string; readonly number: number; readonly of: number }) => void)
    | undefined;
  readonly onProgress?: ((progress: StageProgress) => void) | undefined;
  readonly onEnd?: ((outcome: StageOutcome) => void) | undefined;
  /** The stage failed; so many before it are done. */
  readonly onFail?: ((stage: { readonly id: string; readonly done: number; readonly of: number }) => void) | undefined;
}

/** What became of a run file. */
export interface RunFileReport {
  readonly name: string;
  readonly output: string;
  readonly stages: readonly StageOutcome[];
}

/**
 * Does the stages of a run file that are not done, or no longer fit, one after the other. However an earlier call with this
 * output was stopped, this one goes on from there and ends with the same bytes.
 * @throws {BusyError} when another process works on the output
 * @throws {RunPausedError} when the signal stopped it
 */
export async function runStages(run: CheckedRunFile, options: RunStagesOptions = {}): Promise<RunFileReport> {
  const stages = options.only === undefined ? run.stages : [namedStage(run, options.only)];
  const lock = lockFolder(run.output);
  try {
    const records = stageRecords(run.output);
    records.sweep();
    if (options.only !== undefined) await requireInputs(run, stages[0]!, records);
    const outcomes: StageOutcome[] = [];
    for (const [at, stage] of stages.entries()) {
      stopHere(options, stage, at, stages.length);
      options.onBegin?.({ id: stage.id, number: at + 1, of: stages.length });
      const outcome = await goThrough(run, stage, records, options).catch((error: unknown) => {
        stopHere(options, stage, at, stages.length);
        options.onFail?.({ id: stage.id, done: at, of: stages.length });
        throw error;
      });
      options.onEnd?.(outcome);
      outcomes.push(outcome);
    }
    return { name: run.name, output: run.output, stages: outcomes };
  } finally {
    lock.release();
  }
}

async function goThrough(
  run: CheckedRunFile,
  stage: CheckedStage,
  records: StageRecords,
  { fresh = false, signal, onProgress }: RunStagesOptions,
): Promise<StageOutcome> {
  const { id, kind } = stage;
  const output = join(run.output, id);
  const decision = await decideStage(run, stage, records.read(id));
  const { record, because } = fresh ? { ...decision, because: "all is done again" } : decision;
  const said = { id, do: stage.do, output };
  if (decision.action === "keep" && !fresh)
    return { ...said, kept: true, because, report: record.report } as StageOutcome;
  const goesOn = decision.action === "go on" && kind.keepsOld === "to go on" && !fresh;
  if (!goesOn && !fresh) refuseToReplace(stage, output, because);
  if (kind.keepsOld !== "until replaced" && !goesOn) records.clear(id);
  await records.write(id, { ...record, output: null, report: null });
  const given = kind.options.parse(withPaths(stage.given, pathsOf(run)));
  if (kind.keepsOld === "no") makeFolder(output);
  const report = await kind.run(given, { output, concurrency: run.concurrency, signal, onProgress });
  await records.write(id, { ...record, output: await fingerprint(output), report });
  return { ...said, kept: false, because, report } as StageOutcome;
}

/** What has cost something is replaced only where that is asked for. */
function refuseToReplace({ id, kind }: CheckedStage, output: string, because: string): void {
  const why = kind.precious?.(output);
  if (why === undefined) return;
  throw new OutputExistsError(
    `the stage "${id}" would be done again (${because}), and ${why}`,
    "Add --fresh to have them replaced, or write to another folder with -o.",
    { file: output },
  );
}

/** A stage alone needs what the stages before it have made. */
async function requireInputs(run: CheckedRunFile, { id, needs }: CheckedStage, records: StageRecords): Promise<void> {
  for (const name of needs) {
    const output = records.read(name)?.output ?? null;
    if (output !== null && output === (await fingerprint(join(run.output, name)))) continue;
    throw new UsageError(
      `the stage "${id}" needs what "${name}" makes, and that is not done`,
      `Leave --only out, or do --only ${name} first.`,
      { file: run.file },
    );
  }
}

function lockFolder(output: string): { release(): void } {
  try {
    makeFolder(output);
    return lockOutput(resolve(output));
  } catch (error) {
    throw fileError(error, output);
  }
}

function stopHere({ signal, fresh }: RunStagesOptions, { id }: CheckedStage, done: number, of: number): void {
  if (signal?.aborted !== true) return;
  throw new RunPausedError(
    `stopped in the stage "${id}": ${done} of ${of} are done, and all that is finished is saved`,
    fresh === true
      ? "Run the same command again: it begins anew (mat run without --fresh goes on from there)."
      : "Run the same command again: it goes on from there.",
  );
}
