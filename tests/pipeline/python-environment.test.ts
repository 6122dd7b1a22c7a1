import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { generateRun, workOnRun, writePlan } from "../../src/pipeline/generate-run.ts";
import { playEnvironment } from "../../src/pipeline/play-environment.ts";
import type { RunRequest } from "../../src/pipeline/run-request.ts";
import { readManifest } from "../../src/store/manifest.ts";
import { readAdapter } from "../../src/tasks/bridge/adapter.ts";
import { openBridge } from "../../src/tasks/bridge/bridge.ts";
import { writeTasks } from "../../src/tasks/write-tasks.ts";
import { runNode } from "../cli/run-node.ts";
import { processesOf, survivorsOf } from "../infra/processes-of.ts";
import { describeWithPython } from "../infra/python.ts";
import { writeAdapter } from "../infra/write-adapter.ts";
import { temporaryFolder } from "../store/temporary-folder.ts";
import { bytesOf } from "./counting-tools.ts";

const folder = temporaryFolder();
const EXAMPLE = "configs/environments/parcels.py";
let names = 0;
const next = (name: string) => join(folder, `${++names}-${name}`);

/** A file of tasks of an environment. */
async function tasksOf(environment: string, count?: number): Promise<string> {
  const bridge = openBridge(readAdapter(environment));
  const output = next("tasks.jsonl");
  await writeTasks(bridge.tasks({ count }), { output });
  bridge.close();
  return output;
}

async function request(environment = EXAMPLE, change: Partial<RunRequest> = {}): Promise<RunRequest> {
  return {
    tasks: [await tasksOf(environment, 12)],
    environments: [environment],
    templates: ["react-en"],
    model: "oracle",
    episodes: 12,
    shardSize: 5,
    output: next("run"),
    ...change,
  };
}

describeWithPython("generate with an environment in Python", () => {
  test("every solution solves its task; the dataset says what it was played in, and twice it has the same bytes", async () => {
    const asked = await request();
    const { all } = await generateRun(asked, { concurrency: 4 });
    expect(all).toMatchObject({ episodes: 12, solved: 12, by: { environment: { parcels: { solved: 12 } } } });
    const again = { ...asked, output: next("again") };
    await generateRun(again, { concurrency: 2 });
    expect(bytesOf(again.output)).toBe(bytesOf(asked.output));
    expect(readManifest(asked.output)).toMatchObject({
      licences: ["Apache-2.0"],
      eval_only: false,
      config: {
        environments: {
          about: [{ name: "parcels", licence: "Apache-2.0", split: "train", eval_only: false }],
          sha256: [readAdapter(EXAMPLE).sha256],
        },
      },
    });
    const [first] = readFileSync(join(asked.output, "part-00000.jsonl"), "utf8").split("\n");
    const { steps } = JSON.parse(first!) as { steps: { source: string; message: string }[] };
    expect(steps.filter(({ source }) => source === "user")).toHaveLength(2);
  });

  test("killed at any moment it goes on to the same bytes, and leaves no process behind", async () => {
    // A copy of its own: its path tells its processes from those of others.
    const environment = next("killed.py");
    for (const end of [".py", ".json"])
      writeFileSync(environment.replace(".py", end), readFileSync(EXAMPLE.replace(".py", end)));
    const asked = await request(environment);
    await generateRun(asked, { concurrency: 3 });
    const killed = { ...asked, output: next("killed") };
    const play = (killAt: number) =>
      runNode(["tests/pipeline/python-environment-process.ts", JSON.stringify(killed), String(killAt)]);
    for (const killAt of [5]) {
      expect((await play(killAt)).code).toBe(null);
      expect(await survivorsOf(environment)).toEqual([]);
    }
    expect(await play(0)).toMatchObject({ code: 0, stderr: "" });
    expect(await survivorsOf(environment)).toEqual([]);
    expect(bytesOf(killed.output)).toBe(bytesOf(asked.output));
  });

  test("killed while an environment computes without a pause, it takes that and all that it started along", async () => {
    const flag = next("folder");
    const hang = 'import re; re.match("(a+)+$", "a" * 64 + "b")';
    const step = `subprocess.Popen(["sleep", "4712.5"])\nopen(${JSON.stringify(flag)}, "w").write(os.getcwd())\n${hang}`;
    const asked = await request(writeAdapter(next("hanging"), { step }), { episodes: 1 });
    const words = ["tests/pipeline/python-environment-process.ts", JSON.stringify(asked)];
    const child = spawn(process.execPath, words, { stdio: "ignore" });
    while (!existsSync(flag) || readFileSync(flag, "utf8") === "") await wait(50);
    expect(processesOf("sleep 4712.5")).toHaveLength(1);
    child.kill("SIGKILL");
    expect(await survivorsOf("sleep 4712.5")).toEqual([]);
    expect(await survivorsOf(asked.environments![0]!)).toEqual([]);
    expect(existsSync(readFileSync(flag, "utf8"))).toBe(false);
  });

  test("an episode that its environment fails is missing, by name; the others are saved, and the same command plays it", async () => {
    const flag = next("flag");
    const step = `if self.task == "two" and os.path.exists(${JSON.stringify(flag)}): os._exit(9)\nreturn [text]`;
    const environment = writeAdapter(next("crashing"), { step });
    const asked = await request(environment, { episodes: 6 });
    writeFileSync(flag, "");
    await expect(generateRun(asked, { concurrency: 2 })).rejects.toMatchObject({
      name: "RunIncompleteError",
      missing: { environment_crashed: 2 },
      message: expect.stringContaining("4 of 6 episodes are done and saved"),
    });
    rmSync(flag);
    const { all, resumed } = await generateRun(asked, { concurrency: 2 });
    expect([all.episodes, all.solved, resumed]).toMatchObject([6, 6, { shards: 1, episodes: 3 }]);
  });

  test("an environment that cannot begin at all stops the run, and says why", async () => {
    const environment = writeAdapter(next("sound"), {});
    const asked = await request(environment);
    const broken = writeAdapter(join(environment, ".."), { top: 'raise RuntimeError("no shelves")' });
    const { output, ...rest } = asked;
    await expect(generateRun({ ...rest, environments: [broken], output }, { concurrency: 2 })).rejects.toMatchObject({
      name: "EnvironmentFailedError",
      isForAll: true,
      message: expect.stringContaining("no shelves"),
    });
  });

  test("a plan runs no code: mat work wants the environment named, and the one of before", async () => {
    const asked = await request(EXAMPLE, { episodes: 5 });
    await writePlan(asked);
    const work = { run: asked.output, shard: 0, concurrency: 2 };
    await expect(workOnRun(work)).rejects.toThrow("this run has environments outside of mat, and none are given");
    const other = writeAdapter(next("other"), { manifest: { name: "parcels" } });
    await expect(workOnRun({ ...work, environments: [other] })).rejects.toMatchObject({ name: "RunChangedError" });
    expect(await workOnRun({ ...work, environments: [EXAMPLE] })).toMatchObject({ episodes: 5 });
  });

  test("nothing is generated from what is for evaluation, whatever a line of a file says of itself", async () => {
    const environment = writeAdapter(next("exam"), { manifest: { eval_only: true } });
    const asked = await request(environment);
    await expect(generateRun(asked, { concurrency: 1 })).rejects.toThrow("this task is for evaluation");
    const edited = next("edited.jsonl");
    writeFileSync(edited, readFileSync(asked.tasks[0]!, "utf8").replaceAll('"eval_only":true,', ""));
    expect(readFileSync(edited, "utf8")).not.toContain("eval_only");
    await expect(generateRun({ ...asked, tasks: [edited] }, { concurrency: 1 })).rejects.toThrow("is for evaluation");
    await expect(generateRun({ ...asked, environments: [] }, { concurrency: 1 })).rejects.toThrow("is for evaluation");
  });

  test("an environment that no task is of, and one of a name that is taken, are refused", async () => {
    const asked = await request();
    const unused = writeAdapter(next("unused"), {});
    await expect(generateRun({ ...asked, environments: [unused] }, { concurrency: 1 })).rejects.toThrow(
      'there is no environment "parcels"',
    );
    await expect(generateRun({ ...asked, tasks: ["builtin:search"] }, { concurrency: 1 })).rejects.toThrow(
      "no task is of it",
    );
    const taken = writeAdapter(next("taken"), { manifest: { name: "search" } });
    await expect(generateRun({ ...asked, environments: [taken] }, { concurrency: 1 })).rejects.toThrow(
      "two environments",
    );
  });
});

describeWithPython("playing an environment in Python", () => {
  test("gives scores: the oracle solves all, who calls nothing solves none", async () => {
    const play = (model: string) => playEnvironment({ environment: EXAMPLE, model, count: 10, concurrency: 4 });
    const report = await play("oracle");
    expect(report).toMatchObject({
      tasks: 10,
      solved: 10,
      reward: 1,
      simulated: true,
      checks: { moved: 10, told: 10 },
    });
    expect(report.played.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, at) => `parcels-depot-${at}`));
    expect(await play("oracle")).toEqual(report);
    for (const model of ["no-tool", "random"]) expect(await play(model)).toMatchObject({ tasks: 10, solved: 0 });
  });

  test("a task that its environment fails counts as missing, by name, and as no score", async () => {
    const environment = writeAdapter(next("failing"), { step: 'assert self.task != "two"\nreturn [text]' });
    const report = await playEnvironment({ environment, model: "oracle", concurrency: 2 });
    expect(report).toMatchObject({ tasks: 3, solved: 2, reward: 1, missing: { environment_error: 1 } });
    expect(report.played.find(({ id }) => id === "written-two")?.problem).toContain("failed at step: AssertionError");
  });

  test("a task that cannot even begin is missing, too; a file of tasks is not written without it", async () => {
    const top = `def refuse(task):
    if task == "two": raise RuntimeError("no shelf left")`;
    const environment = writeAdapter(next("refusing"), { top, begin: "refuse(task)" });
    const report = await playEnvironment({ environment, model: "oracle", concurrency: 2 });
    expect(report).toMatchObject({ tasks: 3, solved: 2, missing: { environment_error: 1 } });
    expect(report.played.find(({ id }) => id === "written-two")?.problem).toContain("no shelf left");
    await expect(tasksOf(environment)).rejects.toThrow("task two: the environment written failed at reset");
  });

  test("stops when it is told to, with all of its processes", async () => {
    const environment = writeAdapter(next("slow"), { step: "time.sleep(30)\nreturn [text]" });
    const controller = new AbortController();
    const playing = playEnvironment({ environment, model: "oracle", concurrency: 3, signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 1500);
    await expect(playing).rejects.toThrow("enough");
    expect(await survivorsOf(environment)).toEqual([]);
  });
});
