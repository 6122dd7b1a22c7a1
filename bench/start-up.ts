// How long `mat --help` and every command's --help take, as ratios to bare Node (`node -e 0`): medians, measured in turn.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { COMMANDS } from "../src/cli/commands.ts";

const MAT = fileURLToPath(new URL("../bin/mat.js", import.meta.url));
const ROUNDS = 21;
const GOALS = { help: 1.5, command: 4 };

const cases = new Map<string, readonly string[]>([
  ["node -e 0", ["-e", "0"]],
  ["mat --help", [MAT, "--help"]],
  ...Object.keys(COMMANDS).map((name) => [`mat ${name} --help`, [MAT, ...name.split(" "), "--help"]] as const),
  ["mat formats", [MAT, "formats"]],
]);

function milliseconds(words: readonly string[]): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, words, { stdio: "ignore" });
  if (status !== 0) throw new Error(`exit code ${status}: ${words.join(" ")}`);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

const times = new Map([...cases.keys()].map((name) => [name, [] as number[]]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, words] of cases) times.get(name)!.push(milliseconds(words));
}
const bare = median(times.get("node -e 0")!);
process.stdout.write(`node -e 0: ${bare.toFixed(1)} ms (median of ${ROUNDS})\n`);
for (const [name, values] of times) {
  if (name === "node -e 0") continue;
  const ratio = median(values) / bare;
  const goal = name === "mat --help" ? GOALS.help : name.endsWith("--help") ? GOALS.command : undefined;
  const verdict = goal === undefined ? "no goal" : `goal ${goal}x: ${ratio <= goal ? "met" : "MISSED"}`;
  process.stdout.write(`${name}: ${ratio.toFixed(2)}x (${verdict})\n`);
  if (goal !== undefined && ratio > goal) process.exitCode = 1;
}
