import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { generateRun, writePlan } from "../../src/pipeline/generate-run.ts";
import type { RunRequest } from "../../src/pipeline/run-request.ts";
import { runNode } from "../cli/run-node.ts";
import { temporaryFolder } from "../store/temporary-folder.ts";
import { bytesOf, countingTools } from "./counting-tools.ts";

const { called, callsOf, request } = countingTools(temporaryFolder());
const play = (asked: RunRequest, concurrency = 4) => generateRun(asked, { concurrency });

describe("kill -9", () => {
  const PROCESS = "tests/pipeline/own-tools-process.ts";
  const run = (asked: RunRequest, concurrency: number, killAt = 0, ...shard: string[]) =>
    runNode([PROCESS, JSON.stringify({ ...asked, concurrency }), ...shard], { env: { KILL_AT: String(killAt) } });

  beforeEach(() => callsOf(async () => {}));

  test("without a cassette: no call that has been answered is made again", async () => {
    const asked = request();
    expect((await run(asked, 1, 8)).code).toBe(null);
    expect(await run(asked, 1)).toMatchObject({ code: 0, stderr: "" });
    const killed = called();
    const whole = await callsOf(() => play(request(), 1));
    // The call in which the process ended was never answered.
    expect(killed).toHaveLength(whole + 1);
    expect(killed.filter((_, at) => at !== 7)).toEqual(called());
  });

  test("while it records: what comes out is what a replay gives", async () => {
    const asked = request({ cassette: "record" });
    expect((await run(asked, 4, 8)).code).toBe(null);
    expect(await run(asked, 4)).toMatchObject({ code: 0, stderr: "" });
    const replayed = request({ cassette: "replay", cassetteFile: join(asked.output, "cassette") });
    expect(await callsOf(() => play(replayed))).toBe(0);
    expect(bytesOf(replayed.output)).toBe(bytesOf(asked.output));
  });

  test("is not needed for two processes on one run: each has a file of the cassette for itself", async () => {
    const asked = request({ cassette: "record" });
    await writePlan(asked);
    const [one, two] = await Promise.all([run(asked, 4, 0, "0"), run(asked, 4, 0, "1")]);
    expect([one.stderr, two.stderr]).toEqual(["", ""]);
    await play(asked);
    const replayed = request({ cassette: "replay", cassetteFile: join(asked.output, "cassette") });
    expect(await callsOf(() => play(replayed))).toBe(0);
    expect(bytesOf(replayed.output)).toBe(bytesOf(asked.output));
  });
});
