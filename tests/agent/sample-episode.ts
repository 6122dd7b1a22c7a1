import type { Episode } from "../../src/agent/run-episode.ts";
import { textOf } from "../../src/core/trajectory.ts";
import type { ChatClient, ChatReply, ChatRequest } from "../../src/llm/chat-client.ts";
import type { World } from "../../src/tasks/environment.ts";
import type { Task } from "../../src/tasks/task.ts";
import { createToolChecker } from "../../src/tools/tool-checker.ts";
import { sampleTemplate } from "../templates/prompt/sample-template.ts";

/** A task of one tool. */
export const TASK: Task = {
  id: "weather-1",
  environment: "weather",
  language: "en",
  query: "How warm is it in Oslo?",
  tools: [
    {
      name: "get_weather",
      description: "The weather of a place.",
      parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
    },
  ],
};

/** A world in which Oslo has 4 degrees and every other city fails. */
export function weatherWorld(more: Partial<World> = {}): World {
  return {
    tools: TASK.tools,
    async call(_, { city }) {
      return city === "Oslo" ? { content: "4 degrees" } : { content: '{"error":"no such city"}', failed: true };
    },
    solution: [],
    async judge({ steps }) {
      const right = textOf(steps.at(-1)?.message).includes("4");
      return { reward: right ? 1 : 0, checks: { right_answer: right } };
    },
    async close() {},
    ...more,
  };
}

/** A client that says these texts one after the other, and remembers what it was asked. */
export function scriptedClient(
  ...replies: readonly (string | Partial<ChatReply>)[]
): ChatClient & { asked: ChatRequest[] } {
  const asked: ChatRequest[] = [];
  return {
    model: "scripted",
    asked,
    async complete(request) {
      const reply = replies[Math.min(asked.length, replies.length - 1)]!;
      asked.push(request);
      return { text: "", finish: "stop", ...(typeof reply === "string" ? { text: reply } : reply) };
    },
  };
}

/** An episode in ReAct with these replies. */
export function episodeOf(client: ChatClient, more: Partial<Episode> = {}): Episode {
  const world = more.world ?? weatherWorld();
  return {
    task: TASK,
    templates: { act: sampleTemplate() },
    client,
    world,
    tools: createToolChecker()(world),
    ...more,
  };
}
