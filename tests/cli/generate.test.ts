import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { hostedMat } from "./hosted-mat.ts";
import { collect, runNode } from "./run-node.ts";

const MAT = resolve("bin/mat.js");
const folder = mkdtempSync(join(tmpdir(), "mat-generate-"));
const mat = hostedMat(folder);
const ownProcess = (...words: string[]) => runNode([MAT, ...words], { cwd: folder });
const SMALL = ["generate", "--tasks", "builtin:search", "--templates", "react,autogpt", "--seed", "7"];
const small = (run: string, ...more: string[]) => {
  const model = more.includes("--model") ? [] : ["--model", "oracle"];
  return mat(...SMALL, "-n", "60", "--shard-size", "25", "-o", run, ...model, ...more);
};

function bytesOf(run: string): string {
  const hash = createHash("sha256");
  const parts = readdirSync(join(folder, run)).filter((name) => name.startsWith("part-"));
  for (const name of parts.sort()) hash.update(readFileSync(join(folder, run, name)));
  return hash.digest("hex");
}

/** A long run of which something is in its journal. */
async function longRun(run: string, ...more: string[]) {
  const child = spawn(process.execPath, [MAT, ...SMALL, "-n", "2000", "--shard-size", "1000", "-o", run, ...more], {
    cwd: folder,
  });
  const log = join(folder, run, "work/shard-00000.jsonl");
  while (!existsSync(log) || statSync(log).size < 100_000) {
    if (child.exitCode !== null) throw new Error("the run ended before it had begun");
    await new Promise((resume) => setTimeout(resume, 20));
  }
  return child;
}

describe("mat generate", () => {
  test("makes a dataset that all other commands read", async () => {
    const { code, stdout, stderr } = await small("run");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
    expect(stderr).toContain("Played 60 episodes into run (3 shards): 100.0% of 60 solved");
    expect((await mat("verify", "run")).stdout).toContain("is what its manifest says: 60 rows");
    expect((await mat("stats", "run")).stdout).toMatch(/rows\s+60/);
    expect((await mat("show", "run")).stdout).toContain("search-");
    const filtered = await mat("filter", "run", "--filter", "solved", "--filter", "known-tools", "-o", "run-filtered");
    expect(filtered.stderr).toContain("60");
    expect((await mat("export", "run", "--format", "openai", "-o", "run.jsonl")).code).toBe(0);
    const again = await small("run");
    expect({ code: again.code, stderr: again.stderr }).toEqual({ code: 0, stderr });
  });

  test("with --json says one JSON object, and other things to people only", async () => {
    const { code, stdout } = await small("run-json", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ output: "run-json", shards: 3, all: { episodes: 60, solved: 60 } });
  });

  test("says what it would do, and does nothing", async () => {
    const { code, stdout } = await small("never", "--dry-run");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^60 episodes: 60 tasks under 4 templates, in 3 shards\n {2}about \d+ calls of the model/);
    expect(existsSync(join(folder, "never"))).toBe(false);
  });

  test("shares a run among processes: the same bytes", async () => {
    expect((await small("whole")).code).toBe(0);
    expect((await small("shared", "--plan-only")).code).toBe(0);
    const shards = await Promise.all(["1", "2"].map((shard) => ownProcess("work", "shared", shard)));
    expect(shards.map(({ code }) => code)).toEqual([0, 0]);
    const again = await mat("work", "shared/plan.json", "1");
    expect(again.stderr).toContain("Shard 1 of shared was done already");
    expect((await mat("show", "shared")).stderr).toContain("is a run that has not come to its end");
    const joined = await small("shared");
    expect(joined.stderr).toContain("there already: 2 whole shards");
    expect(bytesOf("shared")).toBe(bytesOf("whole"));
  });

  test("keeps the first so many that pass, and says how they differ", async () => {
    const { code, stderr } = await small("good", "--model", "greedy", "--accept", "2", "--filter", "final-answer");
    expect(code).toBe(0);
    expect(stderr).toMatch(/kept 2 of them .*\n[\s\S]*the kept ones have \d/);
    expect((await mat("verify", "good")).stdout).toContain("2 rows");
  });
});

describe("what cannot be is refused at once, by name", () => {
  test.each([
    [["--templates", "raect"], "did you mean", 2],
    [["--templates", "raect"], "neither a library nor a template", 2],
    [["--templates", `react,${folder}`], "is a library, and other templates are named beside it", 2],
    [["--tasks", "builtin:serach"], 'did you mean "search"?', 2],
    [["--tasks", "nothing.jsonl"], "nothing.jsonl", 4],
    [["--model", "orcale"], 'did you mean "oracle"?', 2],
    [["--accept", "3"], "--accept is given without a filter", 2],
    [["--filter", "solved"], "--filter is given without --accept", 2],
    [["--accept", "3", "--filter", "sloved"], "solved", 2],
    [["--templates", "agentinstruct-os", "--lang", "zh"], "tasks in zh", 2],
    [["-n", "0"], "at least 1", 2],
    [["--date", "2024-02-30"], '--date cannot be "2024-02-30"', 2],
    [["--date", "yesterday"], "YYYY-MM-DD", 2],
    [["--errors", "wrong_tol=0.1"], 'no kind of error "wrong_tol"; did you mean "wrong_tool"?', 2],
  ])("%j", async (words, problem, exit) => {
    const flags = new Map<string, string>([
      ["--tasks", "builtin:search"],
      ["--templates", "react"],
      ["-n", "4"],
    ]);
    for (let at = 0; at < words.length; at += 2) flags.set(words[at]!, words[at + 1]!);
    const { code, stderr } = await mat("generate", ...[...flags].flat(), "-o", "refused");
    expect(stderr.toLowerCase()).toContain(problem.toLowerCase());
    expect(code).toBe(exit);
    expect(existsSync(join(folder, "refused"))).toBe(false);
  });

  test("other options for a run that was begun", async () => {
    await small("begun", "--plan-only");
    const { code, stderr } = await small("begun", "--max-steps", "5");
    expect(code).toBe(2);
    expect(stderr).toContain("limits.maxSteps was 20 and is now 5");
  });
});

describe("a run that is stopped", () => {
  test("by Ctrl-C finishes what is in flight, saves, and says how to go on; a second process meanwhile is refused", async () => {
    const child = await longRun("stopped");
    const ended = collect(child);
    const second = await mat(...SMALL, "-n", "2000", "--shard-size", "1000", "-o", "stopped");
    expect(second.code).toBe(8);
    expect(second.stderr).toContain(`process ${child.pid} writes this output`);
    child.kill("SIGINT");
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toMatch(
      /stopped after \d+ of 2000 episodes; all of them are saved\n {2}Fix: Run the same command again/,
    );
    expect(readdirSync(folder).filter((name) => name.startsWith(".stopped"))).toEqual([]);
    expect(readFileSync(join(folder, "stopped/work/shard-00000.jsonl"), "utf8")).toMatch(/\}\n$/);
  });

  test("by a second Ctrl-C ends at once", async () => {
    const child = await longRun("stopped-twice");
    const ended = collect(child);
    child.kill("SIGINT");
    const timer = setInterval(() => child.kill("SIGINT"), 5);
    expect((await ended).code).toBe(130);
    clearInterval(timer);
  });

  test("says how far it is: with --json a line a second on standard error", async () => {
    const child = await longRun("watched", "--json");
    const ended = collect(child);
    await new Promise((resume) => setTimeout(resume, 2500));
    child.kill("SIGINT");
    const lines = (await ended).stderr.split("\n").filter((line) => line.startsWith("{"));
    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.parse(lines[0]!)).toMatchObject({ of: 2000, accepted: null });
  });
});
