import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startFaultServer } from "../infra/fault-server.ts";
import { instructReply } from "../infra/instruct/instruct-reply.ts";
import { hostedMat } from "./hosted-mat.ts";
import { collect } from "./run-node.ts";

const MAT = resolve("bin/mat.js");
const INPUTS = resolve("tests/fixtures/self-instruct");
const folder = mkdtempSync(join(tmpdir(), "mat-tasks-by-a-model-"));
const mat = hostedMat(folder);
const reply = ({ body }: { readonly body: Buffer }) => instructReply(body.toString());
const words = (from: string, url: string, count: number, output: string) => [
  ...["tasks", "generate", "--from", from, "--input", join(INPUTS, from), "--model", "scripted"],
  ...["--base-url", url, "-n", String(count), "--seed", "3", "-o", output],
];
const read = (name: string) => readFileSync(join(folder, name), "utf8");

let server: Awaited<ReturnType<typeof startFaultServer>>;
beforeAll(async () => {
  server = await startFaultServer({ reply });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe("mat tasks generate --from", () => {
  test("goes on where it was killed: nothing is asked twice, the same bytes", async () => {
    const url = server.url;
    const made = await mat(...words("tables", url, 16, "tables.jsonl"));
    expect({ code: made.code, stdout: made.stdout }).toEqual({ code: 0, stdout: "" });
    expect(made.stderr).toMatch(
      /^Kept 16 tasks in tables.jsonl; \d+ of them mended\n {2}replies: \d+ asked for, 0 taken from/,
    );
    const slow = await startFaultServer({ reply, latencyMs: ({ number }) => 15 + (number % 7) * 5 });
    const command = [...words("tables", slow.url, 16, "killed.jsonl"), "--concurrency", "4"];
    const child = spawn(process.execPath, [MAT, ...command], { cwd: folder });
    const ended = collect(child);
    const replies = join(folder, "killed.replies.jsonl");
    while (!existsSync(replies) || statSync(replies).size < 4000) await new Promise((resume) => setTimeout(resume, 5));
    child.kill("SIGKILL");
    expect((await ended).code).toBeNull();
    expect(existsSync(join(folder, "killed.jsonl"))).toBe(false);
    const before = slow.requests.count;
    const again = await mat(...command, "--json");
    const report = JSON.parse(again.stdout) as { replies: { asked: number; recalled: number } };
    expect(report.replies.recalled).toBeGreaterThan(0);
    // What was under way when the process ended was asked, and its reply lost.
    expect(report.replies.asked).toBe(slow.requests.count - before);
    expect(read("killed.jsonl")).toBe(read("tables.jsonl"));
    expect(read("killed.dropped.jsonl")).toBe(read("tables.dropped.jsonl"));
    await slow.close();
  }, 60_000);

  test.each([
    [["--from", "tables"], "--from needs a model"],
    [["--from", "tables", "--model", "m", "--base-url", "http://127.0.0.1:9/v1"], "--from needs a file"],
    [
      ["--from", "tables", "--model", "m", "--base-url", "http://127.0.0.1:9/v1", "-o", "x.jsonl"],
      "nothing to write tasks about",
    ],
    [["search", "--model", "m"], "not what it is to write about"],
    [[], "no environment is named"],
  ])("%j is refused", async (more, said) => {
    const { code, stderr } = await mat("tasks", "generate", "-n", "2", ...more);
    expect({ code, said: stderr.includes(said) ? said : stderr }).toEqual({ code: 2, said });
  });
});
