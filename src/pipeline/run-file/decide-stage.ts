import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { canonicalJson, sha256 } from "../../core/hash.ts";
import type { JsonObject } from "../../core/json/value.ts";
import { PROGRAM } from "../../core/version.ts";
import type { CheckedRunFile, CheckedStage } from "./checked-run-file.ts";
import { fingerprint } from "./fingerprint.ts";
import { HERE, withPaths } from "./references.ts";
import type { StageRecord } from "./stage-record.ts";

/** Whether a stage is to be done now, and why. */
export interface StageDecision {
  /** `keep`: what it made still fits. `go on`: it was begun with the same options and inputs. */
  readonly action: "keep" | "do" | "go on";
  readonly because: string;
  /** What is to be known of it once it has begun. */
  readonly record: StageRecord;
}

/** Where each stage of a file writes, and where the file itself is, by the name that references have for it. */
export function pathsOf({ file, output, stages }: CheckedRunFile): ReadonlyMap<string, string> {
  return new Map([[HERE, dirname(file)], ...stages.map(({ id }) => [id, join(output, id)] as const)]);
}

/** Looks at what a stage reads, and at what is known of it, and decides. */
export async function decideStage(
  run: CheckedRunFile,
  stage: CheckedStage,
  before: StageRecord | undefined,
): Promise<StageDecision> {
  const record: StageRecord = {
    record_version: 1,
    mat: PROGRAM.version,
    options: sha256(canonicalJson({ do: stage.do, with: decisive(stage) })),
    inputs: await inputsOf(run, stage),
    output: null,
    report: null,
  };
  if (before === undefined) return { action: "do", because: "it was not done yet", record };
  const changed = changeSince(before, record);
  if (changed !== undefined) return { action: "do", because: changed, record };
  if (before.output === null) return { action: "go on", because: "it was begun and not ended", record };
  const path = join(run.output, stage.id);
  if (!existsSync(path)) return { action: "do", because: "what it made is gone", record };
  if ((await fingerprint(path)) !== before.output)
    return { action: "do", because: "what it made was changed since", record };
  return { action: "keep", because: "nothing has changed since it was done", record: before };
}

function decisive({ kind, given }: CheckedStage): JsonObject {
  return Object.fromEntries(Object.entries(given).filter(([name]) => kind.beside?.includes(name) !== true));
}

/** What a stage reads, by its name in the run file. */
async function inputsOf(run: CheckedRunFile, { kind, given }: CheckedStage): Promise<Record<string, string>> {
  const paths = pathsOf(run);
  const inputs: Record<string, string> = {};
  for (const { path } of kind.reads(kind.options.parse(given)))
    inputs[path] = await fingerprint(withPaths(path, paths));
  return inputs;
}

function changeSince(before: StageRecord, now: StageRecord): string | undefined {
  if (before.mat !== now.mat) return `mat ${before.mat} did it, and this is ${now.mat}`;
  if (before.options !== now.options) return "its options have changed";
  const names = [...new Set([...Object.keys(before.inputs), ...Object.keys(now.inputs)])];
  const changed = names.filter((name) => before.inputs[name] !== now.inputs[name]);
  return changed.length === 0 ? undefined : `${changed.join(", ")} has changed`;
}
