import { spawn } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { type FaultServer, type FaultServerOptions, startFaultServer } from "../infra/fault-server.ts";
import { templateWriter } from "../infra/template-writer.ts";
import { hostedMat } from "./hosted-mat.ts";
import { collect } from "./run-node.ts";

const MAT = resolve("bin/mat.js");
const CANARY = "sk-canary-7c41f0";
const folder = mkdtempSync(join(tmpdir(), "mat-written-"));
const env = { MAT_API_KEY: CANARY };
let server: FaultServer | undefined;

async function serve(options: FaultServerOptions = {}): Promise<FaultServer> {
  server = await startFaultServer({ reply: templateWriter(), record: true, ...options });
  return server;
}
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const words = (url: string, output: string, ...more: string[]) => [
  "templates",
  "generate",
  "--model",
  "m",
  "--base-url",
  url,
  "-n",
  "8",
  "--seed",
  "3",
  "-o",
  output,
  ...more,
];
const mat = hostedMat(folder, env);
const part = (library: string) => readFileSync(join(folder, library, "part-00000.jsonl"), "utf8");
/** All that was written, hidden files too. */
const everything = () =>
  globSync(["**/*", "**/.*", ".*/**"], { cwd: folder })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");

test("a served model writes a library that passes its check; the key stands nowhere", async () => {
  const { url, requests } = await serve();
  const { code, stdout, stderr } = await mat(...words(url, "written", "--temperature", "0.8", "--json"));
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(JSON.parse(stdout)).toMatchObject({ templates: 8, written: { model: "m", wanted: 8, missing: 0 } });
  const { headers, body } = requests.recorded[0]!;
  expect(headers.authorization).toBe(`Bearer ${CANARY}`);
  const asked = JSON.parse(body) as { response_format: { type: string }; temperature: number };
  expect(asked).toMatchObject({ model: "m", temperature: 0.8, response_format: { type: "json_schema" } });
  expect(everything() + stdout + stderr).not.toContain(CANARY);
  expect(await mat("templates", "check", "written")).toMatchObject({ code: 0 });
  expect(await mat("verify", "written")).toMatchObject({ code: 0 });
  const first = JSON.parse(part("written").split("\n")[0]!) as { origin: object };
  expect(first.origin).toMatchObject({ by: "model", model: "m", seed: 3, prompt: "meta-agent-1" });
  expect((first.origin as { queries: string[] }).queries).toHaveLength(3);
  expect(await mat(...words(url, "written"))).toMatchObject({ code: 5 });
});

test("queries of one's own are what the model is shown", async () => {
  const { url, requests } = await serve();
  writeFileSync(join(folder, "queries.txt"), "When does the last tram leave?\n");
  const { code, stderr } = await mat(...words(url, "for-queries", "--queries", "queries.txt", "--lang", "en"));
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("written by m: ") });
  for (const { body } of requests.recorded) expect(body).toContain("- When does the last tram leave?");
});

test("a model that is too weak ends with exit code 3: how many are kept, dropped and missing", async () => {
  const { url } = await serve({ reply: "I am only a small model. ".repeat(40) });
  const { code, stderr } = await mat(...words(url, "weak", "--attempts", "9"));
  expect(code).toBe(3);
  expect(stderr).toContain("Made 0 templates");
  expect(stderr).toContain("dropped: no_json: 9");
  expect(stderr).toContain("too weak a model: 0 of 8 after all attempts, 8 missing");
});

test("what a server gives no reply to is named, with exit code 9; the same command goes on", async () => {
  const { url } = await serve({
    faults: [({ number }) => (number % 4 === 2 ? { kind: "server_error", status: 400 } : undefined)],
  });
  const broken = await mat(...words(url, "flaky"));
  expect(broken).toMatchObject({ code: 9, stdout: "" });
  expect(broken.stderr).toContain("gave no reply for some templates");
  expect(existsSync(join(folder, "flaky"))).toBe(false);
  expect(existsSync(join(folder, ".flaky.replies.jsonl"))).toBe(true);
  await server!.close();
  const again = await serve();
  expect(await mat(...words(again.url, "flaky"))).toMatchObject({ code: 0 });
  expect(again.requests.count).toBeLessThan(8);
  await mat(...words(again.url, "whole"));
  expect(part("flaky")).toBe(part("whole"));
});

test("killed or stopped, the same command goes on and makes the same library", async () => {
  const { url, requests } = await serve({ latencyMs: ({ number }) => (number < 4 ? 0 : 3_000) });
  for (const signal of ["SIGKILL", "SIGINT"] as const) {
    const { answered, count } = requests;
    const child = spawn(process.execPath, [MAT, ...words(url, "killed", "--concurrency", "2")], {
      cwd: folder,
      env: { ...process.env, ...env },
    });
    const ended = collect(child);
    while (requests.answered < answered + (signal === "SIGKILL" ? 4 : 0) || requests.count < count + 2) await sleep(20);
    await sleep(200);
    child.kill(signal);
    expect((await ended).code).toBe(signal === "SIGINT" ? 130 : null);
    expect(existsSync(join(folder, "killed"))).toBe(false);
  }
  await server!.close();
  const again = await serve();
  const { code, stdout } = await mat(...words(again.url, "killed", "--json"));
  expect(code).toBe(0);
  const { written } = JSON.parse(stdout) as { written: { replies: { asked: number; recalled: number } } };
  expect(written.replies.recalled).toBeGreaterThanOrEqual(4);
  expect(written.replies.asked).toBe(again.requests.count);
  await mat(...words(again.url, "unstopped"));
  expect(part("killed")).toBe(part("unstopped"));
}, 60_000);

test("a dry run asks nothing", async () => {
  const { url, requests } = await serve();
  const { code, stdout } = await mat(...words(url, "dry", "--dry-run"));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^8 templates: 8 requests if each is right at once, 72 at most\n {2}about \S+ tokens in each/);
  expect(requests.count).toBe(0);
  expect(existsSync(join(folder, "dry"))).toBe(false);
});

test.each([
  [["--model", "m"], "nobody says where m is served", "--base-url"],
  [["--preset", "vllm"], "a model on a server is spoken of, and not named", "--model NAME"],
  [["--temperature", "1"], "a model on a server is spoken of, and not named", "--model NAME"],
  [["--model", "m", "--preset", "vllm", "--source", "grammar"], "two makers", "one of them"],
  [["--model", "m", "--preset", "vllm", "--attempts", "2"], "2 attempts cannot give 8 templates", "at least one"],
  [["--model", "m", "--preset", "vllm", "--concurrency", "0"], "--concurrency must be at least 1", "It is 0"],
])("%j is refused by name", async (more, problem, fix) => {
  const { code, stderr } = await mat("templates", "generate", "-n", "8", "-o", "never", ...more);
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(problem) });
  expect(stderr).toContain(fix);
  expect(existsSync(join(folder, "never"))).toBe(false);
});
