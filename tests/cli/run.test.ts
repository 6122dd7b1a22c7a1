import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { filesUnder } from "../pipeline/run-file/files-under.ts";
import { collect, runNode } from "./run-node.ts";

const MAT = resolve("bin/mat.js");
const folder = mkdtempSync(join(tmpdir(), "mat-run-"));
const mat = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runNode([MAT, ...words], { cwd: folder, env });

writeFileSync(
  join(folder, "small.yaml"),
  `name: small
seed: 3
stages:
  - do: import
    with: { inputs: ${JSON.stringify(resolve("configs/quickstart/answer"))}, from: toolbench }
  - do: templates
    with: { count: 8 }
  - do: generate
    with: { tasks: builtin:search, templates: [react-en], episodes: 20, levels: [1], shard-size: 5 }
  - do: filter
    with: { dataset: $generate, filters: [solved] }
  - do: export
    with:
      dataset: $filter
      files: [{ name: chat.jsonl, format: openai }, { name: glpft, format: glpft, options: { prompts: glpft-en } }]
`,
);

describe("mat run", () => {
  test("killed at any instant, the same command ends with the same bytes", async () => {
    const began = performance.now();
    const whole = await mat(["run", "small.yaml"]);
    const duration = performance.now() - began;
    expect({ code: whole.code, stdout: whole.stdout }).toEqual({ code: 0, stdout: "" });
    expect(whole.stderr).toMatch(
      /^import:\n[\s\S]*\ngenerate:\n {2}Played 20 episodes[\s\S]*\nsmall: 5 stages done, in small\n$/,
    );
    const expected = filesUnder(join(folder, "small"));
    rmSync(join(folder, "small"), { recursive: true });
    for (const share of [0.35, 0.5, 0.65, 0.8, 0.95]) {
      const child = spawn(process.execPath, [MAT, "run", "small.yaml"], { cwd: folder });
      const ended = collect(child);
      const timer = setTimeout(() => child.kill("SIGKILL"), duration * share);
      await ended;
      clearTimeout(timer);
    }
    expect((await mat(["run", "small.yaml"])).code).toBe(0);
    expect(filesUnder(join(folder, "small"))).toEqual(expected);
    const again = await mat(["run", "small.yaml"]);
    expect(again.stderr).toMatch(/export: done before, and nothing has changed\nsmall: 5 stages done \(5 before\)/);
  });

  test("--dry-run says what would be done and why, and writes nothing; --json as one object", async () => {
    const { code, stdout } = await mat(["run", "small.yaml", "-o", "never", "--dry-run", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      name: "small",
      output: "never",
      stages: { length: 5, 0: { action: "do" } },
    });
    expect(existsSync(join(folder, "never"))).toBe(false);
  });

  test("says all that is wrong, and where, before anything starts", async () => {
    const words = ["run", "small.yaml", "-o", "never", "--set", "templates.count=x", "--set", "filtre.filters=[]"];
    const { code, stderr } = await mat(words);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^mat run: --set templates\.count=x: count is a string[\s\S]*did you mean "filter"\?/);
    expect((await mat(["run", "nothing.yaml"])).code).toBe(4);
    expect(existsSync(join(folder, "never"))).toBe(false);
  });

  test("Ctrl-C says how to go on", async () => {
    const words = ["run", "small.yaml", "-o", "stopped", "--set", "generate.episodes=2000"];
    const child = spawn(process.execPath, [MAT, ...words], { cwd: folder });
    const ended = collect(child);
    while (!existsSync(join(folder, "stopped/generate/plan.json"))) {
      if (child.exitCode !== null) throw new Error("the run ended before it had begun");
      await new Promise((resume) => setTimeout(resume, 20));
    }
    child.kill("SIGINT");
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toMatch(/stopped in the stage "generate": 2 of 5 are done.*\n {2}Fix: Run the same command again/);
  });

  test("the run file's log level holds where nobody says another", async () => {
    writeFileSync(
      join(folder, "log.yaml"),
      "name: log\nlog-level: info\nstages: [{ do: templates, with: { count: 2 } }]\n",
    );
    expect((await mat(["run", "log.yaml"])).stderr).toContain('"msg":"stage templates begins"');
    expect((await mat(["run", "log.yaml"], { MAT_LOG_LEVEL: "error" })).stderr).not.toContain('"msg"');
  });
});

describe("mat config", () => {
  test("says each value and who has set it; secrets are not told, unknown names are", async () => {
    const { code, stdout, stderr } = await mat(["config", "small.yaml", "--model", "oracle"], {
      MAT_CONCURRENCY: "4",
      MAT_HUB_TOKEN: "hf_secret",
      MAT_SEEED: "1",
    });
    expect(code).toBe(0);
    expect(stdout.replaceAll(/ +/g, " ")).toBe(
      "output small default\nseed 3 small.yaml\nmodel oracle --model\nconcurrency 4 MAT_CONCURRENCY\nlog-level default\nMAT_HUB_TOKEN set variable\n",
    );
    expect(stderr).toContain("Did you mean MAT_SEED?");
  });

  test("variables hold for the commands themselves, too", async () => {
    const { stdout } = await mat(["tasks", "generate", "search", "-n", "1"], { MAT_SEED: "12" });
    expect(stdout).toBe((await mat(["tasks", "generate", "search", "-n", "1", "--seed", "12"])).stdout);
    expect(stdout).not.toBe((await mat(["tasks", "generate", "search", "-n", "1", "--seed", "13"])).stdout);
    expect((await mat(["formats"], { MAT_LOG_LEVEL: "loud" })).stderr).toContain('MAT_LOG_LEVEL cannot be "loud"');
  });
});
