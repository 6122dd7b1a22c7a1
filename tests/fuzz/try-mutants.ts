import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { MatError } from "../../src/core/errors.ts";
import { parseStoredJson } from "../../src/core/json/parse.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import type { JsonValue } from "../../src/core/json/value.ts";
import type { Trajectory } from "../../src/core/trajectory.ts";
import type { FormatWriter } from "../../src/format/format.ts";
import { parseRow } from "../../src/store/parse-row.ts";
import { readRows, type SourceRow } from "../../src/store/read-rows.ts";
import { mutate, mutations } from "./mutate.ts";
import { mutateValue, type ValueMutation, valueMutations } from "./mutate-value.ts";
import { type Seed, seeds } from "./seeds.ts";

/** How many mutants ended in which way. */
export interface Outcomes {
  rows: number;
  readonly errors: Map<string, number>;
}

/**
 * Mutates good files of every format `runs` times. Each mutant must end in a right result (the rows that are read are
 * written again as the same JSON text, and by two other writers, as its length has it, or refused by name) or in a named error.
 */
export async function tryMutants(runs: number, seed?: number): Promise<Outcomes> {
  const all = await seeds();
  const folder = mkdtempSync(join(tmpdir(), "mat-fuzz-"));
  const outcomes: Outcomes = { rows: 0, errors: new Map() };
  const file = join(folder, "mutant");
  const change = fc.oneof(
    mutations.map((bytes) => ({ bytes })),
    valueMutations.map((values) => ({ values })),
  );
  const attempt = fc.asyncProperty(fc.nat({ max: all.length - 1 }), change, async (index, change) => {
    const seed = all[index]!;
    const mutant = "bytes" in change ? mutate(seed.bytes, change.bytes) : mutatedRows(seed, change.values);
    await tryFile(file, seed, mutant, all, outcomes);
  });
  try {
    await fc.assert(attempt, { numRuns: runs, ...(seed === undefined ? {} : { seed }) });
  } finally {
    rmSync(folder, { recursive: true });
  }
  return outcomes;
}

function mutatedRows({ rows }: Seed, changes: readonly ValueMutation[]): Buffer {
  return Buffer.from(rows.map((row) => `${stringifyJson(mutateValue(row, changes))}\n`).join(""));
}

async function tryFile(
  file: string,
  seed: Seed,
  bytes: Buffer,
  all: readonly Seed[],
  outcomes: Outcomes,
): Promise<void> {
  writeFileSync(file, bytes);
  try {
    for await (const batch of readRows([file])) {
      for (const row of batch) {
        tryRow(seed, row, all);
        outcomes.rows++;
      }
    }
  } catch (error) {
    if (!(error instanceof MatError)) throw error;
    if (error.fix === "" || error.message === "")
      throw new Error("a named error says neither what is wrong nor how to mend it", { cause: error });
    outcomes.errors.set(error.name, (outcomes.errors.get(error.name) ?? 0) + 1);
  }
}

function tryRow(seed: Seed, row: SourceRow, all: readonly Seed[]): void {
  const value = parseRow(row);
  const read = seed.reader.read(value, {
    place: { file: row.file, line: row.line, row: row.row },
    fallbackId: "mutant",
  });
  if ("leftOut" in read) return;
  const text = stringifyJson(read.trajectory as unknown as JsonValue);
  const stored = parseStoredJson(text) as unknown as Trajectory;
  if (stringifyJson(stored as unknown as JsonValue) !== text)
    throw new Error("a stored row is read back as another text");
  if (seed.writer !== undefined) expectSame(seed, stored, value);
  // Files of one fixture share a writer. All formats by all others would take ever longer: each row goes to two, by its length.
  const others = [...new Set(all.flatMap((other) => other.writer ?? []))].filter((writer) => writer !== seed.writer);
  for (const step of [0, 1]) writeOrRefuse(others[(text.length + step) % others.length]!, stored);
}

/** The round trip law: what was read is written as the same JSON text, up to white space and escape style. */
function expectSame(seed: Seed, trajectory: Trajectory, value: JsonValue): void {
  const { rows } = seed.writer!.write(trajectory, "mutant");
  const written = rows.map((row) => row.value ?? parseStoredJson(Buffer.concat(row.bytes!).toString()));
  if (written.length === 1 && stringifyJson(written[0]!) === stringifyJson(value)) return;
  throw new Error(
    `${seed.name}: read ${stringifyJson(value)}\nand wrote ${written.map((item) => stringifyJson(item)).join("\n")}`,
  );
}

function writeOrRefuse(writer: FormatWriter, trajectory: Trajectory): void {
  try {
    for (const row of writer.write(trajectory, "mutant").rows) if (row.value !== undefined) stringifyJson(row.value);
  } catch (error) {
    if (!(error instanceof MatError)) throw error;
  }
}
