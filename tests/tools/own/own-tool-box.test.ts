import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/json/value.ts";
import { type ModuleTool, moduleTools } from "../../../src/tools/own/module-tools.ts";
import { ownToolBox } from "../../../src/tools/own/own-tool-box.ts";
import { readToolFile } from "../../../src/tools/own/read-tool-file.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";

const folder = temporaryFolder();

/** Calls a tool that is a script for Node. */
async function runScript(script: string, args: JsonObject = {}, more: object = {}, signal?: AbortSignal) {
  const file = join(folder, "tools.json");
  writeFileSync(join(folder, "script.mjs"), script);
  const tools = readToolFile(JSON.stringify([{ name: "script", command: ["node", "script.mjs"], ...more }]), file);
  return ownToolBox(tools).call("script", args, signal);
}

async function callModule(tool: Partial<ModuleTool>, args: JsonObject = {}, signal?: AbortSignal) {
  return ownToolBox(moduleTools({ tools: [{ name: "own", ...tool }] }, "test")).call("own", args, signal);
}

describe("a program", () => {
  beforeAll(() => {
    process.env["MAT_TEST_SECRET"] = "sesame-open-now";
    process.env["MAT_TEST_OTHER"] = "other";
  });
  afterAll(() => {
    for (const name of ["MAT_TEST_SECRET", "MAT_TEST_OTHER"]) delete process.env[name];
  });

  test("gets the arguments on standard input, and what it prints is the observation", async () => {
    const echo = 'process.stdin.pipe(process.stdout); process.stderr.write("noise")';
    expect(await runScript(echo, { 城市: "北京", n: 1.5 })).toEqual({ content: '{"城市":"北京","n":1.5}' });
  });

  test("gets the environment variables that it names and no others, and cannot say what is in them", async () => {
    const script = `console.log(JSON.stringify(Object.keys(process.env).filter((name) => name.startsWith("MAT_"))),
      process.env.MAT_TEST_SECRET, process.cwd() === ${JSON.stringify(folder)})`;
    const { content } = await runScript(script, {}, { environment: ["MAT_TEST_SECRET"] });
    expect(content).toBe('["MAT_TEST_SECRET"] [MAT_TEST_SECRET] true');
    const failing = "console.error(process.env.MAT_TEST_SECRET); process.exit(1)";
    expect((await runScript(failing, {}, { environment: ["MAT_TEST_SECRET"] })).content).not.toContain("sesame");
  });

  test("shows no part of a secret, where its output is cut off within one", async () => {
    for (const script of [
      'process.stdout.write("x".repeat(95) + process.env.MAT_TEST_SECRET + "y".repeat(99))',
      'process.stderr.write("x".repeat(1960) + process.env.MAT_TEST_SECRET + "y".repeat(99)); process.exitCode = 1',
    ]) {
      const { content } = await runScript(script, {}, { environment: ["MAT_TEST_SECRET"], max_output_bytes: 100 });
      expect(content).toContain("[MAT_");
      expect(content).not.toContain("sesa");
    }
  });

  test.each([
    ['console.error("no such city"); process.exit(3)', "the tool ended with exit code 3: no such city"],
    ['console.log("half an answer"); process.exit(1)', "the tool ended with exit code 1: half an answer"],
    ['process.kill(process.pid, "SIGTERM"); setTimeout(() => {}, 9000)', "the tool was ended by SIGTERM"],
  ])("that fails is an observation: %s", async (script, error) => {
    expect(await runScript(script)).toEqual({ content: JSON.stringify({ error }), failed: true });
  });

  test("that hangs is ended in time, with the programs that it started", async () => {
    const trace = join(folder, "still-there");
    const script = `import { spawn } from "node:child_process";
      spawn("sh", ["-c", "sleep 1; touch ${trace}"], { stdio: "inherit" });
      setInterval(() => {}, 1000);`;
    const reply = await runScript(script, {}, { timeout_seconds: 0.4, environment: ["PATH"] });
    expect(reply).toEqual({ content: JSON.stringify({ error: "no answer within 0.4 seconds" }), failed: true });
    await new Promise((resume) => setTimeout(resume, 1000));
    expect(existsSync(trace)).toBe(false);
  });

  test("that prints without end is ended once there is too much", async () => {
    const script = `const block = "x".repeat(1 << 16); const more = () => process.stdout.write(block, more); more();`;
    const before = process.memoryUsage().rss;
    const { content, failed } = await runScript(script, {}, { max_output_bytes: 100 });
    expect([content, failed]).toEqual([`${"x".repeat(100)}\n[cut off: more than 100 bytes]`, undefined]);
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  });

  test("that is not there, or does not read its input, does no harm", async () => {
    const [missing] = readToolFile('[{"name":"x","command":["no-such-program"],"environment":["NOT_SET"]}]', "t.json");
    expect(missing!.missing?.()).toBe("the environment variable NOT_SET is not set");
    const [other] = readToolFile('[{"name":"x","command":["no-such-program"]}]', "t.json");
    expect(other!.missing?.()).toBe("there is no program no-such-program");
    expect((await ownToolBox([other!]).call("x", {})).failed).toBe(true);
    expect(await runScript('process.stdout.write("done")', { text: "y".repeat(1_000_000) })).toEqual({
      content: "done",
    });
  });

  test("is ended with the episode, and then no failed call is left behind", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("stopped")), 200);
    await expect(runScript("setInterval(() => {}, 1000)", {}, {}, controller.signal)).rejects.toThrow("stopped");
  });
});

describe("a function", () => {
  test.each([
    [() => "text", "text"],
    [async () => ({ sky: "clear" }), '{"sky":"clear"}'],
    [() => undefined, ""],
    [() => 0, "0"],
  ])("%s gives %j", async (call, content) => {
    expect(await callModule({ call })).toEqual({ content });
  });

  test.each([
    [
      () => {
        throw new Error("no such \u001b[1mcity");
      },
      "no such \\u001b[1mcity",
    ],
    [() => Promise.reject("a text"), "a text"],
    [() => Promise.reject({ code: 5 }), '{"code":5}'],
    [() => Promise.reject(new Error("")), "the tool failed, and does not say why"],
    [() => Promise.reject(Object.assign(new Error(), { message: { a: 1 } })), '{"a":1}'],
    [() => Promise.reject(Object.assign(new Error(), { message: Symbol("no") })), "Symbol(no)"],
    [() => Promise.reject({ a: 1n }), "the tool failed with what no text can be made of"],
    [() => 1n, "Do not know how to serialize a BigInt"],
  ])("%s is a failed call", async (call, error) => {
    expect(await callModule({ call })).toEqual({ content: JSON.stringify({ error }), failed: true });
  });

  test("that does not listen is not waited for, and hears of it", async () => {
    let told: unknown;
    const call: ModuleTool["call"] = (_, { signal }) =>
      new Promise(() => signal.addEventListener("abort", () => (told = signal.reason)));
    expect((await callModule({ call, timeout_seconds: 0.05 })).content).toContain("no answer within 0.05 seconds");
    expect(told).toBeInstanceOf(Error);
  });

  test("gets arguments of its own, and a flood of its is cut", async () => {
    const args = { list: [1] };
    const call: ModuleTool["call"] = (given) => {
      (given["list"] as number[]).push(2);
      return "\u0007".repeat(100_000_000);
    };
    expect((await callModule({ call }, args)).content.length).toBeLessThan(250_000);
    expect(args).toEqual({ list: [1] });
  });
});

test("a tool that is not there is an observation", async () => {
  expect(await ownToolBox([]).call("nothing", {})).toMatchObject({ failed: true });
});
