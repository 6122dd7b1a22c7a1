/**
 * GLPFT export of N trajectories (10,000 unless given), as ratios in one call:
 * to the null device against bench/glpft_baseline.py (Python, stock json.dump), goal at least 5 times as fast;
 * to disk against a loop that reads and writes the same bytes in 1 MB pieces, both fsynced, goal at most 1.5 times as long;
 * peak memory, and with --large also at ten times the rows (goals: under 300 MB, at most 1.25 times that).
 *
 * npm run build && node bench/glpft-export.ts [--rows N] [--large]
 */
import { spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

// The built library: what is measured is what runs, not the stripping of types on the way.
const built = new URL("../dist/index.js", import.meta.url).href;
const { exportDataset, importRows } = (await import(built)) as typeof import("../src/index.ts");
const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "10000" },
    large: { type: "boolean", default: false },
    child: { type: "string" },
  },
});
const GOLDEN = process.env["MAT_GOLDEN"] ?? "../shared/golden";
const PROMPTS = join(GOLDEN, "alpha-umi/prompt_templates.json");
const PIECE = 1 << 20;

if (values.child === undefined) await main(Number(values.rows));
else await child(values.child);

/** One export in a process of its own, so that its peak memory is its own: prints milliseconds and peak bytes. */
async function child(task: string): Promise<void> {
  const { dataset, output, prompts } = JSON.parse(task) as { dataset: string; output: string; prompts: string };
  const start = performance.now();
  await exportDataset({
    dataset,
    format: "glpft",
    writeOptions: { prompts, compat: "reference" },
    output,
    force: true,
  });
  const milliseconds = performance.now() - start;
  print(JSON.stringify({ milliseconds, peak: process.resourceUsage().maxRSS * 1024 }));
}

async function main(rows: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mat-bench-"));
  try {
    const lines = stage1Lines();
    const input = await prepare(folder, lines, rows);
    nullDevice(folder, input);
    disk(folder, input);
    if (values.large) memory(folder, input, await prepare(folder, lines, rows * 10), rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Input {
  readonly jsonl: string;
  readonly dataset: string;
  readonly prompts: string;
}

/** Stage-1 rows, one JSON line each: α-UMi's own examples where the golden data is, else the bundled sample. */
function stage1Lines(): string[] {
  const folder = join(GOLDEN, "alpha-umi");
  if (!existsSync(folder)) return [];
  const files = ["train-example/input_raw_data_stage_1.json", "data-example/expected/raw_data/raw_data_stage_1.json"];
  return files.flatMap((file) =>
    (JSON.parse(readFileSync(join(folder, file), "utf8")) as unknown[]).map((row) => JSON.stringify(row)),
  );
}

async function prepare(folder: string, lines: readonly string[], rows: number): Promise<Input> {
  const jsonl = join(folder, `rows-${rows}.jsonl`);
  const file = openSync(jsonl, "w");
  for (let done = 0; done < rows; done += lines.length) writeSync(file, `${lines.slice(0, rows - done).join("\n")}\n`);
  closeSync(file);
  const dataset = join(folder, `dataset-${rows}`);
  await importRows({ from: "glpft-raw", inputs: [jsonl], output: dataset });
  return { jsonl, dataset, prompts: PROMPTS };
}

function exportOnce({ dataset, prompts }: Input, output: string): { milliseconds: number; peak: number } {
  const task = JSON.stringify({ dataset, output, prompts });
  const run = spawnSync(process.execPath, [import.meta.filename, "--child", task], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as { milliseconds: number; peak: number };
}

function nullDevice(folder: string, input: Input): void {
  const output = join(folder, "null");
  mkdirSync(output);
  for (const role of ["backbone", "planner", "caller", "summarizer"])
    symlinkSync("/dev/null", join(output, `train_${role}.json`));
  const start = performance.now();
  const baseline = spawnSync(
    "python3",
    [join(import.meta.dirname, "glpft_baseline.py"), input.jsonl, input.prompts, "-"],
    { encoding: "utf8" },
  );
  if (baseline.status !== 0) throw new Error(baseline.stderr);
  const python = performance.now() - start;
  const ours = exportOnce(input, output);
  print(
    `to the null device: ${(python / ours.milliseconds).toFixed(2)}x as fast as Python's json.dump (goal: at least 5)`,
  );
}

function disk(folder: string, input: Input): void {
  const output = join(folder, "out");
  const ours = exportOnce(input, output);
  const files = readdirSync(output).map((name) => join(output, name));
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const start = performance.now();
  for (const file of files) copyInPieces(file, `${file}.copy`);
  const copy = performance.now() - start;
  print(
    `to disk (${(bytes / 1e9).toFixed(2)} GB): ${(ours.milliseconds / copy).toFixed(2)}x as long as reading and writing the bytes (goal: at most 1.5)`,
  );
  print(`peak memory: ${(ours.peak / 1e6).toFixed(0)} MB (goal: under 300)`);
  rmSync(output, { recursive: true });
}

function copyInPieces(from: string, to: string): void {
  const [source, target, piece] = [openSync(from, "r"), openSync(to, "w"), Buffer.allocUnsafe(PIECE)];
  for (let read = readSync(source, piece); read > 0; read = readSync(source, piece)) writeSync(target, piece, 0, read);
  fsyncSync(target);
  closeSync(source);
  closeSync(target);
}

function memory(folder: string, input: Input, tenfold: Input, rows: number): void {
  const output = join(folder, "null");
  const small = exportOnce(input, output);
  const large = exportOnce(tenfold, output);
  print(
    `peak memory at ${rows * 10} rows: ${(large.peak / small.peak).toFixed(2)}x that at ${rows} (goal: at most 1.25)`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
