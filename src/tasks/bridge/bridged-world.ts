import { UsageError } from "../../core/errors.ts";
import { canonicalJson } from "../../core/hash.ts";
import type { JsonObject, JsonValue } from "../../core/json/value.ts";
import type { Tool } from "../../core/tool.ts";
import { boundedText } from "../../tools/own/bounded-text.ts";
import { endingOf } from "../answers/ending.ts";
import type { World } from "../environment.ts";
import type { Task } from "../task.ts";
import type { AdapterManifest } from "./adapter.ts";
import type { HostProcess } from "./host-process.ts";

/** What a world needs to be opened. */
export interface OpenBridged {
  readonly host: HostProcess;
  /** As the environment calls it. */
  readonly name: string;
  readonly seed: number;
  /** The task as its line says it; its tools must be those that the environment gives now. */
  readonly task: Task;
  readonly manifest: AdapterManifest;
}

/** Opens a task's world in a Python process, which is this world's until it is closed. */
export async function openBridged({ host, name, seed, task, manifest }: OpenBridged): Promise<Omit<World, "close">> {
  const { tools } = await host.ask("reset", { task: name, seed });
  if (canonicalJson(tools as JsonValue) !== canonicalJson(task.tools as JsonValue))
    throw new UsageError("the environment has other tools now than the task says", "Make the tasks again.", {
      id: task.id,
    });
  const { steps } = await host.ask("solution", {});
  const maxBytes = manifest.max_output_bytes;
  let done = false;
  return {
    tools: manifest.checks_arguments ? tools.map(unchecked) : tools,
    solution: steps,
    async call(called, args, signal) {
      if (done) return { content: JSON.stringify({ error: "the episode is over" }), failed: true };
      const said = await host.ask("step", { calls: [{ name: called, arguments: args }] }, signal);
      done = said.done;
      const { content = "", failed, reward } = said.observations[0] ?? {};
      return {
        content: boundedText(content, maxBytes),
        ...(failed === true ? { failed } : {}),
        ...(reward === undefined ? {} : { reward }),
      };
    },
    async reply(message) {
      if (done) return undefined;
      const said = await host.ask("reply", { message });
      return said.message === null ? undefined : boundedText(said.message, maxBytes);
    },
    async judge(trajectory) {
      const { answer, giveUp } = endingOf(trajectory);
      const ending = {
        ...(answer === undefined ? {} : { answer }),
        ...(giveUp === undefined ? {} : { give_up: giveUp }),
      };
      const { unjudged, ...judged } = await host.ask("score", { ending });
      return unjudged ? { ...judged, unjudged } : judged;
    },
  };
}

/** The tool as it is called: names of arguments without what they may be. Prompts show the task's own tools. */
function unchecked({ parameters, ...tool }: Tool): Tool {
  const names = Object.keys((parameters?.["properties"] ?? {}) as JsonObject);
  return { ...tool, parameters: { type: "object", properties: Object.fromEntries(names.map((name) => [name, {}])) } };
}
