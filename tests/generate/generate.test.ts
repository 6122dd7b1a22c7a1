import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BusyError, DiskFullError, OutputExistsError, RunChangedError, RunPausedError } from "../../src/core/errors.ts";
import type { Accept } from "../../src/generate/accept.ts";
import { generate } from "../../src/generate/generate.ts";
import type { Plan } from "../../src/generate/plan.ts";
import { workShard } from "../../src/generate/work-shard.ts";
import { openDataset } from "../../src/store/dataset.ts";
import { verifyDataset } from "../../src/store/verify/verify.ts";
import { all } from "../store/sample-dataset.ts";
import { temporaryFolder } from "../store/temporary-folder.ts";
import { type SampleModel, samplePlan, sampleWorkplace } from "./sample-workplace.ts";

const folder = temporaryFolder();
let runs = 0;
const nextRun = () => join(folder, `run-${++runs}`);

/** The hash of all shards, in the order of their names. */
function bytesOf(run: string): string {
  const names = readdirSync(run).filter((name) => name.startsWith("part-"));
  const hash = createHash("sha256");
  for (const name of names.sort()) hash.update(readFileSync(join(run, name)));
  return hash.digest("hex");
}

async function play(
  output: string,
  change: Partial<Plan> = {},
  model: SampleModel = {},
  accept?: () => Promise<Accept>,
) {
  const plan = samplePlan(change);
  return generate(sampleWorkplace(plan, model, accept), { output, concurrency: 4 });
}

const ONLY_SOLVED =
  async (): Promise<Accept> =>
  (text, { row }) =>
    (JSON.parse(text) as { extra: { mat: { reward: number } } }).extra.mat.reward === 1
      ? { kind: "kept", text }
      : { kind: "dropped", by: "filter:solved", reason: "not_solved", detail: `row ${row}` };

describe("a run", () => {
  test("is a dataset with one trajectory for each episode, in the order of the plan", async () => {
    const output = nextRun();
    const report = await play(output);
    expect(report).toMatchObject({ shards: 3, all: { episodes: 25 }, kept: { episodes: 25 }, wanted: null });
    expect(await verifyDataset(output)).toMatchObject({ ok: true, rows: 25, problems: [], notes: [] });
    const rows = await all((await openDataset(output)).rows());
    expect(rows.map(({ origin }) => origin.row)).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(25);
    expect(readdirSync(output).sort()).toEqual(
      ["SHA256SUMS", "index-00000.jsonl", "index-00001.jsonl", "index-00002.jsonl", "manifest.json", "part-00000.jsonl"]
        .concat(["part-00001.jsonl", "part-00002.jsonl", "plan.json", "telemetry.jsonl", "work"])
        .sort(),
    );
    expect(readdirSync(join(output, "work")).filter((name) => !/^shard-\d{5}\.json$/.test(name))).toEqual([]);
  });

  test("counts what failed as 0, by environment, template and stop", async () => {
    const { all: tally } = await play(nextRun());
    expect(tally.solved).toBeLessThan(25);
    expect(tally.solved).toBeGreaterThan(0);
    expect(tally.by.environment["counter"]).toEqual({ episodes: 25, solved: tally.solved, reward: tally.solved });
    expect(
      Object.values(tally.by.template)
        .map(({ episodes }) => episodes)
        .sort(),
    ).toEqual([8, 8, 9]);
    expect(tally.by.stop["answered"]!.episodes).toBe(25);
  });

  test("has its telemetry beside it: what was planted stands there, and not in the data", async () => {
    const output = nextRun();
    await play(output);
    const lines = readFileSync(join(output, "telemetry.jsonl"), "utf8").trimEnd().split("\n");
    const parsed = lines.map((line) => JSON.parse(line) as { episode: number; planted: { what: string }[] });
    expect(parsed.map(({ episode }) => episode)).toEqual(Array.from({ length: 25 }, (_, at) => at));
    expect(parsed.some(({ planted }) => planted.at(-1)?.what === "wrong_answer")).toBe(true);
    expect(readFileSync(join(output, "part-00000.jsonl"), "utf8")).not.toContain("planted");
  });

  test("is the same whatever the concurrency, and another with another seed", async () => {
    const [one, many, other] = [nextRun(), nextRun(), nextRun()];
    const plan = samplePlan();
    await generate(sampleWorkplace(plan, { delay: 3 }), { output: one, concurrency: 1 });
    await generate(sampleWorkplace(plan, { delay: 3 }), { output: many, concurrency: Number.MAX_SAFE_INTEGER });
    await play(other, { seed: 8 });
    expect(bytesOf(many)).toBe(bytesOf(one));
    expect(bytesOf(other)).not.toBe(bytesOf(one));
  });

  test("that has lost files since it was whole gets them back, and needs no folder for work", async () => {
    const output = nextRun();
    const report = await play(output);
    const bytes = bytesOf(output);
    for (const lost of [["part-00001.jsonl"], ["manifest.json"], ["index-00000.jsonl", "manifest.json"], ["work"]]) {
      for (const name of lost) rmSync(join(output, name), { recursive: true });
      const again = await play(output);
      expect([again.all, again.kept, again.shards], lost.join()).toEqual([report.all, report.kept, 3]);
      expect(bytesOf(output)).toBe(bytes);
      expect(await verifyDataset(output)).toMatchObject({ ok: true, rows: 25 });
      expect(readFileSync(join(output, "telemetry.jsonl"), "utf8").trim().split("\n")).toHaveLength(25);
    }
  });

  test("that is whole is left as it is", async () => {
    const output = nextRun();
    const first = await play(output);
    const asked = join(folder, "asked-again");
    const again = await play(output, {}, { asked });
    expect(existsSync(asked)).toBe(false);
    expect({ ...again, resumed: first.resumed }).toEqual(first);
  });
});

describe("a run that was stopped goes on", () => {
  test("after Ctrl-C: what is in flight is finished, all is saved, and the same bytes come out", async () => {
    const [whole, output] = [nextRun(), nextRun()];
    await play(whole);
    const controller = new AbortController();
    const plan = samplePlan();
    const before = (asked: number) => (asked === 30 ? controller.abort() : undefined);
    const stopped = generate(sampleWorkplace(plan, { before }), { output, concurrency: 4, signal: controller.signal });
    await expect(stopped).rejects.toThrow(RunPausedError);
    await expect(stopped).rejects.toThrow(/stopped after \d+ of 25 episodes/);
    const { resumed } = await play(output);
    expect(resumed.shards * 10 + resumed.episodes).toBeGreaterThan(5);
    expect(bytesOf(output)).toBe(bytesOf(whole));
  });

  test("after a failure in the middle: no reply that was given is asked for again", async () => {
    const [whole, output] = [nextRun(), nextRun()];
    const [once, twice] = [join(folder, "asked-once"), join(folder, "asked-twice")];
    await play(whole, {}, { asked: once });
    const before = (asked: number) => {
      if (asked === 41) throw new Error("the model went away");
    };
    await expect(play(output, {}, { asked: twice, before })).rejects.toThrow("went away");
    await play(output, {}, { asked: twice });
    expect(bytesOf(output)).toBe(bytesOf(whole));
    const lines = (file: string) => readFileSync(file, "utf8").trimEnd().split("\n").sort();
    expect(lines(twice)).toEqual(lines(once));
  });

  test.each([1, 7, 40, 200, 1000])("when the last %i bytes of a journal are gone", async (bytes) => {
    const [whole, output] = [nextRun(), nextRun()];
    await play(whole);
    await stopInShard(output);
    const log = join(output, "work/shard-00001.jsonl");
    const { length } = readFileSync(log);
    truncateSync(log, Math.max(0, length - bytes));
    const { resumed } = await play(output);
    if (bytes === 1) expect(resumed.torn_bytes).toBeGreaterThan(0);
    expect(bytesOf(output)).toBe(bytesOf(whole));
  });

  test("when a journal ends in bytes that are no line", async () => {
    const [whole, output] = [nextRun(), nextRun()];
    await play(whole);
    await stopInShard(output);
    appendFileSync(join(output, "work/shard-00001.jsonl"), Buffer.alloc(300));
    expect((await play(output)).resumed.torn_bytes).toBe(300);
    expect(bytesOf(output)).toBe(bytesOf(whole));
  });

  test("when the journal has what is asked for no more: it is asked anew, also after the next stop", async () => {
    const [whole, output] = [nextRun(), nextRun()];
    await play(whole);
    await stopInShard(output);
    const log = join(output, "work/shard-00001.jsonl");
    const lines = readFileSync(log, "utf8").split("\n");
    writeFileSync(log, lines.map((line) => line.replace(/"q":"[0-9a-f]/, '"q":"x')).join("\n"));
    await expect(play(output, {}, { before: failAt(4) })).rejects.toThrow("went away");
    await play(output);
    expect(bytesOf(output)).toBe(bytesOf(whole));
  });

  async function stopInShard(output: string): Promise<void> {
    await expect(play(output, {}, { before: failAt(45) })).rejects.toThrow("went away");
    expect(existsSync(join(output, "work/shard-00001.jsonl"))).toBe(true);
  }

  function failAt(number: number) {
    return (asked: number) => {
      if (asked === number) throw new Error("the model went away");
    };
  }
});

test.runIf(canMount())("a full disk is named, and when there is room again the run goes on", async () => {
  const [whole, disk] = [nextRun(), nextRun()];
  mkdirSync(disk);
  await play(whole);
  spawnSync("mount", ["-t", "tmpfs", "-o", "size=60k", "tmpfs", disk]);
  try {
    const output = join(disk, "run");
    await expect(play(output)).rejects.toThrow(DiskFullError);
    await expect(play(output)).rejects.toThrow(DiskFullError);
    spawnSync("mount", ["-o", "remount,size=4m", disk]);
    await play(output);
    expect(bytesOf(output)).toBe(bytesOf(whole));
    expect(await verifyDataset(output)).toMatchObject({ ok: true, rows: 25, notes: [] });
  } finally {
    spawnSync("umount", [disk]);
  }
});

/** A small disk can be made by the superuser of a system that allows it (most containers do not). */
function canMount(): boolean {
  const disk = nextRun();
  mkdirSync(disk);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]).status === 0;
  if (mounted) spawnSync("umount", [disk]);
  return mounted;
}

describe("what is refused by name", () => {
  test("a changed plan, naming what changed", async () => {
    const output = nextRun();
    await play(output);
    await expect(play(output, { seed: 8 })).rejects.toThrow("seed was 7 and is now 8");
    await expect(play(output, { limits: { maxSteps: 9 } })).rejects.toThrow("limits.maxSteps was 20 and is now 9");
    const chosen = [...samplePlan().templates.chosen.slice(1), { id: "fourth", sha256: "0".repeat(64) }];
    const changed = play(output, { templates: { path: null, chosen } });
    await expect(changed).rejects.toThrow(RunChangedError);
    await expect(changed).rejects.toThrow("a template is no longer there: sample; a template is new: fourth");
  });

  test("a second process on the run, and on a shard of it", async () => {
    const output = nextRun();
    const before = async (asked: number) => {
      if (asked !== 3) return;
      await expect(play(output)).rejects.toThrow(BusyError);
      const place = sampleWorkplace(samplePlan());
      await expect(workShard(place, { run: output, shard: 0, concurrency: 1 })).rejects.toThrow(BusyError);
    };
    await play(output, {}, { before });
  });

  test("a folder that holds other things", async () => {
    const output = nextRun();
    mkdirSync(output);
    writeFileSync(join(output, "letter.txt"), "Dear");
    await expect(play(output)).rejects.toThrow(OutputExistsError);
    expect(readdirSync(output)).toEqual(["letter.txt"]);
  });
});

describe("shards that others play", () => {
  test("are joined to the same bytes; doing one again changes nothing", async () => {
    const [whole, output] = [nextRun(), nextRun()];
    await play(whole);
    await expect(play(output, {}, { before: () => Promise.reject(new Error("not here")) })).rejects.toThrow("not here");
    const place = () => sampleWorkplace(samplePlan());
    for (const shard of [2, 0, 2, 1]) await workShard(place(), { run: output, shard, concurrency: 3 });
    const asked = join(folder, "asked-of-others");
    await play(output, {}, { asked });
    expect(existsSync(asked)).toBe(false);
    expect(bytesOf(output)).toBe(bytesOf(whole));
    await expect(workShard(place(), { run: output, shard: 3, concurrency: 1 })).rejects.toThrow("no shard 3");
  });
});

describe("the first so many that pass", () => {
  const accept = (rows: number): Partial<Plan> => ({ accept: { rows, filters: [{ filter: "solved" }] } });

  test("are the first in the order of the plan, whatever else was in flight", async () => {
    const [whole, one, many] = [nextRun(), nextRun(), nextRun()];
    await play(whole);
    const plan = samplePlan(accept(14));
    const report = await generate(sampleWorkplace(plan, { delay: 3 }, ONLY_SOLVED), { output: one, concurrency: 1 });
    await generate(sampleWorkplace(plan, { delay: 3 }, ONLY_SOLVED), { output: many, concurrency: 20 });
    expect(report.kept).toMatchObject({ episodes: 14, solved: 14 });
    expect(report.dropped).toEqual({ "filter:solved": { not_solved: report.all.episodes - 14 } });
    expect(bytesOf(many)).toBe(bytesOf(one));
    expect(await verifyDataset(one)).toMatchObject({ ok: true, rows: 14, notes: [] });
    const solved = (await all((await openDataset(whole)).rows())).filter(({ text }) => text.includes('"reward":1'));
    expect((await all((await openDataset(one)).rows())).map(({ text }) => text)).toEqual(
      solved.slice(0, 14).map(({ text }) => text),
    );
  });

  test("are counted the same where the folder for work is gone", async () => {
    const output = nextRun();
    const { kept, all: judged } = await play(output, accept(5), {}, ONLY_SOLVED);
    rmSync(join(output, "work"), { recursive: true });
    expect(await play(output, accept(5), {}, ONLY_SOLVED)).toMatchObject({ kept, all: judged });
    expect(kept.episodes).toBe(5);
  });

  test("are the same after a stop, and fewer where there are not so many", async () => {
    const [whole, output] = [nextRun(), nextRun()];
    const { all: judged } = await play(whole, accept(100), {}, ONLY_SOLVED);
    expect(judged.episodes).toBe(25);
    const before = (asked: number) => {
      if (asked === 45) throw new Error("the model went away");
    };
    await expect(play(output, accept(100), { before }, ONLY_SOLVED)).rejects.toThrow("went away");
    await play(output, accept(100), {}, ONLY_SOLVED);
    expect(bytesOf(output)).toBe(bytesOf(whole));
  });
});
