/**
 * Peak memory of the commands that stream, at many rows against few, as ratios.
 * Goal: at most 1.25 each (10,000 and 1,000,000 rows unless given).
 *
 * npm run build && node bench/memory.ts [--small N] [--large N]
 */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { small: { type: "string", default: "10000" }, large: { type: "string", default: "1000000" } },
});
const MAT = join(import.meta.dirname, "../bin/mat.js");
const folder = mkdtempSync(join(tmpdir(), "mat-memory-"));

try {
  const [small, large] = [peaks(Number(values.small)), peaks(Number(values.large))];
  for (const [command, peak] of large) {
    const ratio = peak / small.get(command)!;
    print(
      `${command}: ${ratio.toFixed(2)}x (${megabytes(small.get(command)!)} MB at ${values.small} rows, ${megabytes(peak)} MB at ${values.large}; goal: at most 1.25)`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs each command on so many rows; its peak memory in bytes. */
function peaks(rows: number): Map<string, number> {
  const at = (name: string) => join(folder, `${name}-${rows}`);
  writeRows(at("rows.jsonl"), rows);
  const steps: readonly (readonly [string, readonly string[]])[] = [
    ["import", ["--from", "openai", "--input", at("rows.jsonl"), "-o", at("dataset")]],
    ["filter", [at("dataset"), "--filter", "valid-atif", "--filter", "final-answer", "-o", at("filtered")]],
    ["stats", [at("dataset")]],
    ["verify", [at("dataset")]],
    ["export", [at("dataset"), "--format", "openai", "-o", at("out.jsonl")]],
    ["convert", [at("rows.jsonl"), "--from", "openai", "--to", "atif", "-o", at("atif.jsonl")]],
  ];
  const found = new Map(steps.map(([command, words]) => [command, peakOf([command, ...words])]));
  for (const name of ["rows.jsonl", "dataset", "filtered", "out.jsonl", "atif.jsonl"])
    rmSync(at(name), { recursive: true });
  return found;
}

function peakOf(words: readonly string[]): number {
  const report = "process.on('exit', () => process.stderr.write('PEAK ' + process.resourceUsage().maxRSS + '\\n'))";
  const run = spawnSync(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(report)}`, MAT, ...words],
    { encoding: "utf8" },
  );
  if (run.status !== 0) throw new Error(`mat ${words.join(" ")}: ${run.stderr}`);
  return Number(/PEAK (\d+)/.exec(run.stderr)![1]) * 1024;
}

function writeRows(path: string, rows: number): void {
  const file = openSync(path, "w");
  for (let row = 0; row < rows; row++) {
    const call = {
      id: `c${row}`,
      type: "function",
      function: { name: "measure", arguments: JSON.stringify({ id: row }) },
    };
    const messages = [
      { role: "user", content: `How tall is tower ${row}?` },
      { role: "assistant", content: "I will measure it.", tool_calls: [call] },
      { role: "tool", tool_call_id: `c${row}`, content: `${row % 300} m` },
      { role: "assistant", content: `It is ${row % 300} m tall.` },
    ];
    writeSync(file, `${JSON.stringify({ messages })}\n`);
  }
  closeSync(file);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
