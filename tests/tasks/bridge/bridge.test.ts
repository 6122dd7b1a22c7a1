import { afterAll, expect, test } from "vitest";
import { readAdapter } from "../../../src/tasks/bridge/adapter.ts";
import { openBridge } from "../../../src/tasks/bridge/bridge.ts";
import type { Task } from "../../../src/tasks/task.ts";
import { taskSchema } from "../../../src/tasks/task.ts";
import { survivorsOf } from "../../infra/processes-of.ts";
import { describeWithPython } from "../../infra/python.ts";
import { writeAdapter } from "../../infra/write-adapter.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";

const EXAMPLE = "configs/environments/parcels.py";

/** All that a world of the example says to the same calls, in whatever process. */
async function traceOf(bridge: ReturnType<typeof openBridge>, task: Task): Promise<string[]> {
  const world = await bridge.open(task);
  const said: string[] = [JSON.stringify(world.solution)];
  for (const parcel of ["red", "green", "blue", "yellow", "grey", "violet", "orange", "brown"]) {
    const { content, failed } = await world.call("find_parcel", { parcel });
    said.push(`${content} ${failed ?? false}`);
  }
  said.push((await world.reply?.("Done.")) ?? "nothing");
  await world.close();
  return said;
}

describeWithPython("a bridge to the example", () => {
  const bridge = openBridge(readAdapter(EXAMPLE));
  afterAll(() => bridge.close());

  test("lists tasks that say what they are, the same for a seed and others for another", async () => {
    const tasks = await Array.fromAsync(bridge.tasks({ count: 5, seed: 3 }));
    for (const task of tasks) expect(taskSchema.parse(task)).toEqual(task);
    expect(await Array.fromAsync(bridge.tasks({ count: 5, seed: 3 }))).toEqual(tasks);
    expect(tasks[1]).toMatchObject({
      id: "parcels-depot-1-s3",
      environment: "parcels",
      split: "train",
      licence: "Apache-2.0",
      world: { bridge: 1, task: "depot-1", seed: 3 },
    });
    const others = await Array.fromAsync(bridge.tasks({ count: 5, seed: 4 }));
    expect(others.map(({ query }) => query)).not.toEqual(tasks.map(({ query }) => query));
  });

  test("a world is the same in a process that has played others, and in a fresh one", async () => {
    const tasks = await Array.fromAsync(bridge.tasks({ count: 6 }));
    const first = await traceOf(bridge, tasks[0]!);
    for (const task of tasks) await traceOf(bridge, task);
    expect(await traceOf(bridge, tasks[0]!)).toEqual(first);
    const fresh = openBridge(readAdapter(EXAMPLE));
    expect(await traceOf(fresh, tasks[0]!)).toEqual(first);
    fresh.close();
  });

  test("worlds that are open at once share nothing", async () => {
    const [task] = await Array.fromAsync(bridge.tasks({ count: 1 }));
    const worlds = await Promise.all([bridge.open(task!), bridge.open(task!)]);
    const [move] = worlds[0].solution[0]!.calls;
    const parcel = move!.arguments["parcel"] as string;
    const before = await worlds[1].call("find_parcel", { parcel });
    await worlds[0].call(move!.name, move!.arguments);
    expect(await worlds[1].call("find_parcel", { parcel })).toEqual(before);
    expect(await worlds[0].call("find_parcel", { parcel })).not.toEqual(before);
    for (const world of worlds) await world.close();
  });

  test("data are given where they are wanted, and nowhere else", () => {
    const wanting = readAdapter("agentbench-db");
    expect(() => openBridge(wanting)).toThrow("agentbench-db wants a file of data");
    expect(() => openBridge(wanting, "no-such.jsonl")).toThrow("there is no such file of data");
    expect(() => openBridge(readAdapter(EXAMPLE), EXAMPLE)).toThrow("parcels wants no data");
  });

  test("a task whose tools are others by now is refused", async () => {
    const [task] = await Array.fromAsync(bridge.tasks({ count: 1 }));
    await expect(bridge.open({ ...task!, tools: [] })).rejects.toThrow("has other tools now");
    await expect(bridge.open({ ...task!, world: { version: 1 } })).rejects.toThrow("no world that this version");
  });
});

describeWithPython("when a bridge closes", () => {
  const folder = temporaryFolder();

  test("nothing that it started stays, what an environment started itself included", async () => {
    const step = 'subprocess.Popen(["sleep", "4711.25"])\nreturn ["started"]';
    const bridge = openBridge(readAdapter(writeAdapter(`${folder}/sleeper`, { step })));
    const [task] = await Array.fromAsync(bridge.tasks({ count: 1 }));
    const world = await bridge.open(task!);
    expect((await world.call("say", {})).content).toBe("started");
    bridge.close();
    expect(await survivorsOf(`${folder}/sleeper`)).toEqual([]);
    expect(await survivorsOf("sleep 4711.25")).toEqual([]);
    await expect(world.call("say", {})).rejects.toThrow("was stopped");
  });
});
