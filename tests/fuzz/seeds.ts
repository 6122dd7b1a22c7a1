import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { JSONL, PYTHON_INDENT_2 } from "../../src/core/json/layout.ts";
import { parseJson } from "../../src/core/json/parse.ts";
import { stringifyJson } from "../../src/core/json/stringify.ts";
import type { JsonValue } from "../../src/core/json/value.ts";
import type { Trajectory } from "../../src/core/trajectory.ts";
import type { FormatReader, FormatWriter } from "../../src/format/format.ts";
import { loadReading, loadWriting } from "../../src/format/registry.ts";
import { GOLDEN, goldenPath } from "../golden.ts";

/** A good file to be mutated, how it is read, and how each of its rows is written again. */
export interface Seed {
  readonly name: string;
  readonly bytes: Buffer;
  /** The rows of the file. */
  readonly rows: readonly JsonValue[];
  readonly reader: FormatReader;
  /** Absent for formats that are only read. */
  readonly writer?: FormatWriter;
}

/** Rows this long would make a run slow and its mutations rare. */
const LONGEST_ROW = 12_000;
const ROWS = 3;

/** Small files of every format: of the golden data where it is, else of the bundled sample. */
export async function seeds(): Promise<Seed[]> {
  const answers = answerFiles()
    .map((file) => readFileSync(file, "utf8"))
    .filter((text) => text.length < LONGEST_ROW * 4);
  const toolbench = await readerOf("toolbench");
  const trajectories = answers.flatMap((text) => {
    const read = toolbench.read(parseJson(text), { place: {}, fallbackId: "seed" });
    return "trajectory" in read ? [read.trajectory] : [];
  });
  const made: Seed[] = answers
    .slice(0, ROWS)
    .map((text) => ({ name: "toolbench", bytes: Buffer.from(text), rows: [parseJson(text)], reader: toolbench }));
  for (const [format, options] of TARGETS) made.push(...(await seedsOf(format, options, trajectories)));
  return made;
}

const TARGETS: readonly (readonly [string, Record<string, unknown>])[] = [
  ["atif", {}],
  ["openai", {}],
  ["toolllama", {}],
  ["kagentinstruct", { perTrajectory: 1, seed: 0, weights: false }],
  ["glpft-raw", { stage: 1 }],
  ["glpft-raw", { stage: 2 }],
  ["glpft", {}],
];

/** The same rows as JSONL and as one indented array. */
async function seedsOf(
  format: string,
  options: Record<string, unknown>,
  trajectories: readonly Trajectory[],
): Promise<Seed[]> {
  const [reader, writer] = [await readerOf(format), await writerOf(format, options)];
  const rows = trajectories.flatMap((trajectory) => writer.write(trajectory, "seed").rows.map(rowValueOf));
  const small = rows.filter((row) => stringifyJson(row).length < LONGEST_ROW).slice(0, ROWS);
  small.push(...fixtureRows(format));
  if (small.length === 0) throw new Error(`no small row of ${format} to mutate`);
  const name = `${format} ${JSON.stringify(options)}`;
  const jsonl = small.map((row) => `${stringifyJson(row)}\n`).join("");
  return [jsonl, stringifyJson(small, PYTHON_INDENT_2)].map((text) => ({
    name,
    bytes: Buffer.from(text),
    rows: small,
    reader,
    writer,
  }));
}

/** Rows of our own, for formats whose written rows are long. */
function fixtureRows(format: string): JsonValue[] {
  const file = join(import.meta.dirname, "../fixtures", format, "rows.json");
  return existsSync(file) ? (parseJson(readFileSync(file, "utf8")) as JsonValue[]) : [];
}

function rowValueOf(row: { readonly value?: JsonValue; readonly bytes?: readonly Uint8Array[] }): JsonValue {
  return row.value ?? parseJson(Buffer.concat(row.bytes!).toString());
}

async function readerOf(format: string): Promise<FormatReader> {
  return (await loadReading(format)).reader({} as never);
}

async function writerOf(format: string, options: Record<string, unknown>): Promise<FormatWriter> {
  return (await loadWriting(format)).writer(options as never, JSONL);
}

function answerFiles(): string[] {
  const golden = goldenPath("alpha-umi/data-example/input/answer");
  const folder = existsSync(GOLDEN) ? golden : join(import.meta.dirname, "../../configs/quickstart/answer");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(folder, name));
}
