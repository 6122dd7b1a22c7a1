import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { writeSample } from "../store/sample-dataset.ts";
import { collect } from "./run-node.ts";

const MAT = resolve("bin/mat.js");
const ROW = '{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]}\n';

/** An import of an endless standard input, once it has begun; its log on standard error says so. */
async function endlessImport(): Promise<{ child: ChildProcess; folder: string; output: string }> {
  const folder = mkdtempSync(join(tmpdir(), "mat-interrupt-"));
  const output = join(folder, "dataset");
  const words = [MAT, "import", "--from", "openai", "--input", "-", "-o", output, "--log-level", "info"];
  const child = spawn(process.execPath, words);
  child.stdin.on("error", () => {});
  child.stdin.write(ROW.repeat(10_000));
  await new Promise<void>((begun) => {
    child.stderr.on("data", (text: Buffer) => {
      if (text.includes("mat import starts")) begun();
    });
  });
  return { child, folder, output };
}

test("Ctrl-C stops the job, leaves nothing unfinished behind, and the exit code is 130", async () => {
  const { child, folder, output } = await endlessImport();
  const ended = collect(child);
  setTimeout(() => child.kill("SIGINT"), 200);
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toContain("Stopping. Press Ctrl-C again to stop at once.");
  expect(stderr).toContain("mat import: stopped before the end");
  expect(existsSync(output)).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

test("SIGTERM does the same", async () => {
  const { child } = await endlessImport();
  const ended = collect(child);
  setTimeout(() => child.kill("SIGTERM"), 200);
  expect((await ended).code).toBe(130);
});

test("so does the end of the terminal, however often it is told", async () => {
  const { child, folder } = await endlessImport();
  const ended = collect(child);
  child.kill("SIGHUP");
  child.kill("SIGHUP");
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toContain("mat import: stopped before the end");
  expect(readdirSync(folder)).toEqual([]);
});

test("a second Ctrl-C ends the process at once", async () => {
  const { child } = await endlessImport();
  const ended = collect(child);
  child.kill("SIGINT");
  child.kill("SIGINT");
  const timer = setTimeout(() => child.kill("SIGINT"), 50);
  expect((await ended).code).toBe(130);
  clearTimeout(timer);
});

test("mat trace stops at the first Ctrl-C, too", async () => {
  const dataset = join(mkdtempSync(join(tmpdir(), "mat-interrupt-")), "dataset");
  await writeSample(dataset);
  const index = join(dataset, "index-00000.jsonl");
  rmSync(index);
  execFileSync("mkfifo", [index]);
  const child = spawn(process.execPath, [MAT, "trace", dataset, "nowhere"]);
  const ended = collect(child);
  const lines = '{"id":"a","origin":{"file":"b","row":1}}\n'.repeat(50_000);
  const pipe = createWriteStream(index);
  pipe.on("error", () => {});
  await new Promise((written) => pipe.write(lines, written));
  child.stderr.once("data", () => pipe.end(lines));
  child.kill("SIGINT");
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toContain("mat trace: stopped before the end");
});

test("a reader that goes away (| head) ends the job quietly", async () => {
  const words = [MAT, "convert", "-", "--from", "openai", "--to", "atif", "-o", "-"];
  const child = spawn(process.execPath, words);
  child.stdin.on("error", () => {});
  child.stdin.write(ROW.repeat(50_000));
  child.stdout.once("data", () => child.stdout.destroy());
  const { code, stderr } = await collect(child);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("an error that nobody reads (2>&1 | head) keeps its exit code", async () => {
  const child = spawn(process.execPath, [MAT, "convert", "-", "--from", "openai", "--to", "nothing", "-o", "-"]);
  child.stderr.destroy();
  child.stdin.end(ROW);
  expect(await collect(child)).toMatchObject({ code: 2 });
});

test("a reader that goes away ends the making of tasks too, long before the last", async () => {
  const child = spawn(process.execPath, [MAT, "tasks", "generate", "time", "-n", "1000000"]);
  child.stdout.once("data", () => child.stdout.destroy());
  const { code, stderr } = await collect(child);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});
