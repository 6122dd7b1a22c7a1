import { createReadStream, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { JsonValue } from "../core/json/value.ts";
import { openByteSink } from "../store/byte-sink.ts";
import { SUMS } from "../store/checksums.ts";
import { MANIFEST, type Manifest, parseManifest } from "../store/manifest.ts";
import { replaceFile } from "../store/replace-file.ts";
import { TELEMETRY } from "../store/run-files.ts";
import { describeDataset } from "../store/seal-dataset.ts";
import { planSummary } from "./plan.ts";
import type { RunFolder } from "./run-folder.ts";
import { type DoneShard, hasFiles } from "./seal-shard.ts";
import { createCounter, type Tally } from "./tally.ts";

/** Makes a run whose shards are done a dataset. Its manifest comes last; it says which budgets were spent on the way. */
export async function sealRun(
  run: RunFolder,
  shards: readonly DoneShard[],
  limitsFired: readonly string[] = [],
): Promise<Manifest> {
  await joinTelemetry(run, shards.length);
  const { plan } = run;
  const reasons = addReasons(shards);
  const { manifest, text, sums } = describeDataset({
    options: {
      command: { name: "generate", options: { model: plan.model } },
      sources:
        plan.tasks.kind === "file"
          ? [plan.tasks.path, ...(plan.tasks.more_paths ?? [])]
          : plan.tasks.environments.map((name) => `builtin:${name}`),
      licences: plan.tasks.kind === "file" ? (plan.tasks.licences ?? []) : [],
      config: planSummary(plan),
      seed: plan.seed,
    },
    parents: [],
    written: {
      shards: shards.map(({ part }) => part),
      index: shards.map(({ index }) => index),
      dropped: shards.flatMap(({ dropped }) => dropped ?? []),
      sidecars: [],
    },
    reasons,
    notes: {
      generate: addTallies(shards.map(({ all }) => all)) as unknown as JsonValue,
      ...(plan.accept === null ? {} : { kept: addTallies(shards.map(({ kept }) => kept)) as unknown as JsonValue }),
      ...(limitsFired.length === 0 ? {} : { limits_fired: [...limitsFired] }),
    },
  });
  await replaceFile(join(run.path, SUMS), sums);
  await replaceFile(join(run.path, MANIFEST), text);
  for (const shard of shards.keys()) rmSync(run.telemetry(shard), { force: true });
  return manifest;
}

/** The manifest of a run that is whole; undefined for one that is not, and for one that has lost a file since. */
export function sealedManifest(run: RunFolder): Manifest | undefined {
  const file = join(run.path, MANIFEST);
  if (!existsSync(file)) return undefined;
  const manifest = parseManifest(readFileSync(file, "utf8"), file);
  return hasFiles(run, [...manifest.shards, ...manifest.index, ...manifest.dropped]) ? manifest : undefined;
}

/** What the episodes of a whole run count, and those of them that were kept, as its manifest says. */
export function sealedTallies({ notes }: Manifest): { readonly all: Tally; readonly kept: Tally } {
  const { generate: all, kept = all } = notes as unknown as { readonly generate: Tally; readonly kept?: Tally };
  return { all, kept };
}

/** What several shards count together. */
export function addTallies(tallies: readonly Tally[]): Tally {
  const counter = createCounter();
  for (const tally of tallies) counter.add(tally);
  return counter.tally;
}

/** The telemetry of all shards as one file, in the order of the plan; a run that was whole before has it already. */
async function joinTelemetry(run: RunFolder, shards: number): Promise<void> {
  const growing = run.growing(TELEMETRY);
  const file = join(run.path, TELEMETRY);
  const pieces = Array.from({ length: shards }, (_, shard) => run.telemetry(shard));
  if (existsSync(file) && !pieces.every((piece) => existsSync(piece))) return;
  const sink = openByteSink(growing, { shownAs: file, sync: true });
  for (const piece of pieces.filter((one) => existsSync(one))) {
    for await (const chunk of createReadStream(piece)) await sink.write(chunk as Buffer);
  }
  await sink.close();
  renameSync(growing, file);
}

function addReasons(shards: readonly DoneShard[]): Record<string, Record<string, number>> {
  const sum: Record<string, Record<string, number>> = {};
  for (const { reasons } of shards) {
    for (const [by, counts] of Object.entries(reasons)) {
      const known = sum[by] ?? {};
      sum[by] = known;
      for (const [reason, count] of Object.entries(counts)) known[reason] = (known[reason] ?? 0) + count;
    }
  }
  return sum;
}
