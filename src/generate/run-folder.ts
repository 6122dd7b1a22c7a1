import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { InputMissingError, OutputExistsError, RunChangedError } from "../core/errors.ts";
import { fileError } from "../store/file-error.ts";
import { makeFolder } from "../store/make-folder.ts";
import { lockOutput } from "../store/output-lock.ts";
import { growingName, replaceFile } from "../store/replace-file.ts";
import { PLAN, WORK } from "../store/run-files.ts";
import { formatPlan, type Plan, parsePlan } from "./plan.ts";
import { planChanges } from "./plan-changes.ts";

/** Where the files of a run are. Nothing but finished shards is called `part-*`. */
export interface RunFolder {
  /** As the user named it. */
  readonly path: string;
  readonly plan: Plan;
  /** The journal of a shard. */
  log(shard: number): string;
  /** What is known of a shard that is done: it is there once the shard's files are. */
  done(shard: number): string;
  telemetry(shard: number): string;
  /** A name in the folder for work, for a file that is to be renamed when it is whole. */
  growing(name: string): string;
}

/** The files of the run in this folder. */
export function runFolder(path: string, plan: Plan): RunFolder {
  const work = (name: string) => join(path, WORK, name);
  return {
    path,
    plan,
    log: (shard) => work(`shard-${digits(shard)}.jsonl`),
    done: (shard) => work(`shard-${digits(shard)}.json`),
    telemetry: (shard) => work(`telemetry-${digits(shard)}.jsonl`),
    growing: (name) => work(`growing-${name.replaceAll("/", "-")}`),
  };
}

/** A shard's number as it stands in the names of its files. */
export function digits(shard: number): string {
  return String(shard).padStart(5, "0");
}

/** The right to work on a whole run, or on one shard of it. */
export interface WorkLock {
  release(): void;
}

/**
 * Begins a run in this folder, or takes up the one that it holds.
 * @throws {BusyError} when another process works on the run
 * @throws {RunChangedError} when it was begun with another plan
 * @throws {OutputExistsError} when the folder holds something else
 */
export async function openRun(path: string, plan: Plan): Promise<{ readonly run: RunFolder; readonly lock: WorkLock }> {
  refuseOther(path);
  const lock = prepare(path);
  try {
    const file = join(path, PLAN);
    if (existsSync(file)) refuseChanges(readPlan(path), plan, path);
    else await replaceFile(file, formatPlan(plan));
    return { run: runFolder(path, plan), lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The plan of the run in this folder. Throws InputMissingError where there is none. */
export function readPlan(path: string): Plan {
  const file = join(path, PLAN);
  try {
    return parsePlan(readFileSync(file, "utf8"), file);
  } catch (error) {
    const named = fileError(error, file);
    if (!(named instanceof InputMissingError)) throw named;
    throw new InputMissingError(`holds no ${PLAN}: it is no run`, "Name a folder that mat generate wrote to.", {
      file: path,
    });
  }
}

/** Takes a shard for this process. Throws BusyError where another one works on it. */
export function lockShard({ path }: RunFolder, shard: number): WorkLock {
  return lockOutput(join(resolve(path), WORK, `shard-${digits(shard)}`));
}

/** A path of the user as it stands in the plan of the run in this folder. */
export function pathInPlan(run: string, path: string): string {
  return relative(resolve(run), resolve(path)).replaceAll("\\", "/");
}

function prepare(path: string): WorkLock {
  try {
    makeFolder(join(resolve(path), WORK));
    return lockOutput(resolve(path));
  } catch (error) {
    throw fileError(error, path);
  }
}

function refuseOther(path: string): void {
  const names = existsSync(path) ? listed(path) : [];
  // A process that died while it began the run may have left the last two, and no plan.
  const begun = [PLAN, WORK, growingName(PLAN)];
  if (names.includes(PLAN) || names.every((name) => begun.includes(name))) return;
  throw new OutputExistsError("holds other things than a run", "Choose another folder for the run.", { file: path });
}

function listed(path: string): string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    throw fileError(error, path);
  }
}

function refuseChanges(before: Plan, now: Plan, path: string): void {
  const changes = planChanges(before, now);
  if (changes.length === 0) return;
  throw new RunChangedError(
    `this run was begun with another plan: ${changes.join("; ")}`,
    "Give the options of before to go on with it, or another folder to begin a new run.",
    { file: path },
  );
}
