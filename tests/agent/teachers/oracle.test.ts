import { expect, test } from "vitest";
import { runEpisode } from "../../../src/agent/run-episode.ts";
import { createOracle } from "../../../src/agent/teachers/oracle.ts";
import type { World } from "../../../src/tasks/environment.ts";
import type { Task } from "../../../src/tasks/task.ts";
import { templateForProtocol } from "../../../src/templates/library/registry.ts";
import { createToolChecker } from "../../../src/tools/tool-checker.ts";

const TOOL = { name: "look", parameters: { type: "object", properties: { at: { type: "string" } } } };
const TASK: Task = { id: "t", environment: "talk", language: "en", query: "First?", tools: [TOOL] };

/** A user who asks twice more; the second turn needs no call, and the first call fails once. */
function talk(): { world: World; heard: string[] } {
  const heard: string[] = [];
  const questions = ["Second?", "Third?"];
  const world: World = {
    tools: [TOOL],
    solution: [
      { calls: [{ name: "look", arguments: { at: "one" } }] },
      { calls: [], answer: "It is one." },
      { calls: [], answer: "It is two." },
      { calls: [{ name: "look", arguments: { at: "three" } }] },
      { calls: [], answer: "It is three." },
    ],
    async call(_, { at }) {
      heard.push(String(at));
      return heard.length === 1 ? { content: "busy", failed: true } : { content: "seen" };
    },
    async reply(message) {
      heard.push(message);
      return questions.shift();
    },
    judge: async () => ({ reward: 1, checks: {} }),
    close: async () => {},
  };
  return { world, heard };
}

test("the oracle goes on with the next turn of a talk when its message was replied to", async () => {
  const { world: own, heard } = talk();
  const { client, world } = createOracle(own);
  const templates = { act: templateForProtocol("react", "en") };
  const { stop } = await runEpisode({ task: TASK, templates, client, world, tools: createToolChecker()(world) });
  expect(heard).toEqual(["one", "one", "It is one.", "It is two.", "three", "It is three."]);
  expect(stop).toBe("answered");
});
