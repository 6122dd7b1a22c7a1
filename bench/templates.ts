/**
 * A library of N templates (18,005 unless given, as many as the published one): made by `generateLibrary`, checked by
 * `checkLibrary`, and as the baseline each of its templates parsed and written again (JSON.parse, JSON.stringify, one file,
 * fsync); each in a process of its own, in turn. Time (of the processor, which other work on the machine disturbs least) and
 * peak memory as ratios to the baseline. Goals: each under 60 s by the clock, the check passes.
 *
 * npm run build && node bench/templates.ts [-n N]
 */
import { spawnSync } from "node:child_process";
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

// The built library: what is measured is what runs, not the stripping of types on the way.
const built = new URL("../dist/index.js", import.meta.url).href;
const { values } = parseArgs({
  options: { number: { type: "string", short: "n", default: "18005" }, child: { type: "string" } },
});
const GOAL_SECONDS = 60;

interface Run {
  readonly seconds: number;
  /** Of the processor, all threads together. */
  readonly busySeconds: number;
  readonly peak: number;
  readonly says: string;
}

if (values.child === undefined) main(Number(values.number));
else await child(values.child);

function main(count: number): void {
  const folder = mkdtempSync(join(tmpdir(), "mat-templates-"));
  try {
    const library = join(folder, "library");
    const made = run("generate", library, count);
    const checked = run("check", library, count);
    const alone = run("copy", library, count);
    print(`baseline, parse and write ${count} templates: ${describe(alone)}`);
    for (const [name, one] of [["generate", made] as const, ["check", checked] as const]) {
      const verdict = one.seconds < GOAL_SECONDS ? "met" : "MISSED";
      print(
        `${name}: ${(one.busySeconds / alone.busySeconds).toFixed(1)}x the time, ${(one.peak / alone.peak).toFixed(2)}x the peak memory ` +
          `(${describe(one)}; goal under ${GOAL_SECONDS} s: ${verdict}); ${one.says}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(task: string, library: string, count: number): Run {
  const words = [import.meta.filename, "--child", JSON.stringify({ task, library, count })];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${task}: ${stderr}`);
  return JSON.parse(stdout) as Run;
}

async function child(task: string): Promise<void> {
  const { task: name, library, count } = JSON.parse(task) as { task: string; library: string; count: number };
  const start = performance.now();
  const says =
    name === "generate" ? await generate(library, count) : name === "check" ? await check(library) : copy(library);
  const { user, system } = process.cpuUsage();
  const seconds = (performance.now() - start) / 1000;
  const peak = process.resourceUsage().maxRSS * 1024;
  print(JSON.stringify({ seconds, busySeconds: (user + system) / 1e6, peak, says } satisfies Run));
}

async function generate(output: string, count: number): Promise<string> {
  const { generateLibrary } = (await import(built)) as typeof import("../src/index.ts");
  const { protocols, languages } = await generateLibrary({ count, seed: 1, output });
  return `${protocols} protocols, ${Object.keys(languages).join(" and ")}`;
}

async function check(library: string): Promise<string> {
  const { checkLibrary } = (await import(built)) as typeof import("../src/index.ts");
  const { ok, failed, near_duplicates } = await checkLibrary(library);
  return `${ok ? "passes" : `${failed} templates fail`}, ${near_duplicates} near-duplicates`;
}

function copy(library: string): string {
  const file = openSync(join(library, "../copy.jsonl"), "w");
  for (const line of readFileSync(join(library, "part-00000.jsonl"), "utf8").split("\n"))
    if (line !== "") writeSync(file, `${JSON.stringify(JSON.parse(line))}\n`);
  fsyncSync(file);
  closeSync(file);
  return "";
}

function describe({ seconds, busySeconds, peak }: Run): string {
  return `${seconds.toFixed(1)} s, ${busySeconds.toFixed(1)} s of the processor, ${(peak / 1e6).toFixed(0)} MB`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
