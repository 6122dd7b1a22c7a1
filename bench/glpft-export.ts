/**
 * GLPFT export of N trajectories (10,000 unless given), as ratios in one call:
 * to the null device against bench/glpft_baseline.py (Python, stock json.dump), goal at least 5 times as fast;
 * to disk against a loop that reads and writes the same bytes in 1 MB pieces, both fsynced, goal at most 1.5 times as long;
 * peak memory, and with --large also at ten times the rows (goals: under 300 MB, at most 1.25 times that).
 * Both sides of a comparison run in turn, three times, to disk seven times: the time of one and the same copy varies there
 * threefold from round to round. The middle time of each side counts (all are printed), and the worst peak.
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
const library = new URL("../dist/index.js", import.meta.url).href;
const commandLine = new URL("../dist/cli/main.js", import.meta.url).href;
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
const ROUNDS = 3;
const DISK_ROUNDS = 7;

if (values.child === undefined) await main(Number(values.rows));
else await child(values.child);

/** `mat export` in a process of its own, so that its peak memory is its own: prints milliseconds and peak bytes. */
async function child(task: string): Promise<void> {
  const { dataset, output, prompts } = JSON.parse(task) as { dataset: string; output: string; prompts: string };
  const { main: mat } = (await import(commandLine)) as typeof import("../src/cli/main.ts");
  const start = performance.now();
  await mat([
    "export",
    dataset,
    "--format",
    "glpft",
    "--prompts",
    prompts,
    "--compat",
    "reference",
    "-o",
    output,
    "--force",
  ]);
  const milliseconds = performance.now() - start;
  process.stderr.write(JSON.stringify({ milliseconds, peak: process.resourceUsage().maxRSS * 1024 }));
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
  const { importRows } = (await import(library)) as typeof import("../src/index.ts");
  const jsonl = join(folder, `rows-${rows}.jsonl`);
  const file = openSync(jsonl, "w");
  for (let done = 0; done < rows; done += lines.length) writeSync(file, `${lines.slice(0, rows - done).join("\n")}\n`);
  closeSync(file);
  const dataset = join(folder, `dataset-${rows}`);
  await importRows({ from: "glpft-raw", inputs: [jsonl], output: dataset });
  return { jsonl, dataset, prompts: PROMPTS };
}

interface Run {
  readonly milliseconds: number;
  readonly peak: number;
}

function exportOnce({ dataset, prompts }: Input, output: string): Run {
  const task = JSON.stringify({ dataset, output, prompts });
  const run = spawnSync(process.execPath, [import.meta.filename, "--child", task], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stderr.slice(run.stderr.lastIndexOf("{"))) as Run;
}

/** Both sides in turn: the ratio of their middle times, and our runs. */
function inTurn(count: number, ours: () => Run, theirs: () => number): { ratio: number; runs: readonly Run[] } {
  const rounds = Array.from({ length: count }, () => ({ run: ours(), other: theirs() }));
  const runs = rounds.map(({ run }) => run);
  const [times, others] = [runs.map(({ milliseconds }) => milliseconds), rounds.map(({ other }) => other)];
  print(`  ours ${seconds(times)}; theirs ${seconds(others)}`);
  return { ratio: middle(times) / middle(others), runs };
}

/** Of an odd number of times. */
function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

function seconds(times: readonly number[]): string {
  return `${times.map((time) => (time / 1000).toFixed(2)).join(", ")} s`;
}

function nullDevice(folder: string, input: Input): void {
  const output = join(folder, "null");
  mkdirSync(output);
  for (const role of ["backbone", "planner", "caller", "summarizer"])
    symlinkSync("/dev/null", join(output, `train_${role}.json`));
  const python = () => {
    const start = performance.now();
    const script = join(import.meta.dirname, "glpft_baseline.py");
    const baseline = spawnSync("python3", [script, input.jsonl, input.prompts, "-"], { encoding: "utf8" });
    if (baseline.status !== 0) throw new Error(baseline.stderr);
    return performance.now() - start;
  };
  const { ratio } = inTurn(ROUNDS, () => exportOnce(input, output), python);
  print(`to the null device: ${(1 / ratio).toFixed(2)}x as fast as Python's json.dump (goal: at least 5)`);
}

function disk(folder: string, input: Input): void {
  const output = join(folder, "out");
  const written = () =>
    readdirSync(output)
      .filter((name) => name.endsWith(".json"))
      .map((name) => join(output, name));
  const copy = () => {
    const files = written();
    const start = performance.now();
    for (const file of files) copyInPieces(file, `${file}.copy`);
    const milliseconds = performance.now() - start;
    for (const file of files) rmSync(`${file}.copy`);
    return milliseconds;
  };
  const anew = () => {
    // What stood there before is neither side's work.
    rmSync(output, { recursive: true, force: true });
    return exportOnce(input, output);
  };
  const { ratio, runs } = inTurn(DISK_ROUNDS, anew, copy);
  const bytes = written().reduce((sum, file) => sum + statSync(file).size, 0);
  print(
    `to disk (${(bytes / 1e9).toFixed(2)} GB): ${ratio.toFixed(2)}x as long as reading and writing the bytes (goal: at most 1.5)`,
  );
  print(`peak memory: ${(Math.max(...runs.map(({ peak }) => peak)) / 1e6).toFixed(0)} MB (goal: under 300)`);
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
