import { expect, test } from "vitest";
import { measureTasks } from "../../../src/agent/teachers/measure-tasks.ts";
import { ENVIRONMENTS } from "../../../src/tasks/registry.ts";

test.each(Object.values(ENVIRONMENTS).map((environment) => [environment.name, environment] as const))(
  "%s: who does not look fails, who knows passes",
  async (_, environment) => {
    const measures = await measureTasks({
      environments: [environment],
      levels: [1, 4],
      languages: ["en", "zh"],
      split: "train",
      seed: 11,
      tasks: 25,
    });
    const solvable = measures.filter(({ kind }) => kind === "solvable");
    expect(solvable.map(({ level, tasks }) => [level, tasks])).toEqual([
      [1, 21],
      [4, 21],
    ]);
    for (const { policies } of measures) expect(policies.oracle.pass).toBe(1);
    for (const { policies } of solvable) {
      expect(policies["no-tool"]).toEqual({ pass: 0, turns: 1 });
      expect(policies.random.pass).toBeLessThan(0.1);
      expect(policies.oracle.turns).toBeGreaterThan(policies["no-tool"].turns);
    }
    const noTool = measures.find(({ kind }) => kind === "no-tool")!;
    expect(noTool.policies.reader.pass).toBe(1);
  },
);
