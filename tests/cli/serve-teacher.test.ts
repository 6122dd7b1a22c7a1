import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { collect, runNode } from "./run-node.ts";

const MAT = resolve("bin/mat.js");

test.each(["SIGINT", "SIGTERM"] as const)(
  "serves until %s, says where in one line, and ends with 0",
  async (signal) => {
    const words = [
      MAT,
      "serve",
      "teacher",
      "--port",
      "0",
      "--json",
      "--api-key-env",
      "CANARY",
      "--model-name",
      "tutor",
    ];
    const child = spawn(process.execPath, words, { env: { ...process.env, CANARY: "canary-key" } });
    const ended = collect(child);
    const line = await new Promise<string>((said) => child.stdout.once("data", (text) => said(String(text))));
    const { url } = JSON.parse(line) as { url: string };
    const models = await fetch(`${url}/models`, { headers: { authorization: "Bearer canary-key" } });
    expect(await models.json()).toMatchObject({ data: [{ id: "tutor" }] });
    expect((await fetch(`${url}/models`)).status).toBe(401);
    child.kill(signal);
    const { code, stdout, stderr } = await ended;
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: line, stderr: expect.stringContaining("Stopping.") });
    expect(stdout + stderr).not.toContain("canary-key");
  },
);

test("a variable that is not set, and rates that are none, are refused by name", async () => {
  const [key, rates] = await Promise.all([
    runNode([MAT, "serve", "teacher", "--api-key-env", "MAT_NO_SUCH_KEY"]),
    runNode([MAT, "serve", "teacher", "--errors", "loop"]),
  ]);
  expect([key.code, key.stderr]).toEqual([2, expect.stringContaining("MAT_NO_SUCH_KEY is not set")]);
  expect([rates.code, rates.stderr]).toEqual([2, expect.stringContaining('--errors cannot be "loop"')]);
});
