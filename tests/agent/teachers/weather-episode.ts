import { type EpisodeResult, runEpisode } from "../../../src/agent/run-episode.ts";
import { textOf } from "../../../src/core/trajectory.ts";
import type { ChatClient } from "../../../src/llm/chat-client.ts";
import type { World } from "../../../src/tasks/environment.ts";
import type { Task } from "../../../src/tasks/task.ts";
import type { Language, PromptTemplate } from "../../../src/templates/template.ts";
import { createToolChecker } from "../../../src/tools/tool-checker.ts";

const STATION = { type: "object", properties: { station: { type: "string" } }, required: ["station"] };
const CITY = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };

const TASKS: Readonly<Record<Language, Task>> = {
  en: {
    id: "weather-en",
    environment: "weather",
    language: "en",
    query: "I want to know the weather: what is the temperature in Oslo?",
    tools: [
      { name: "list_trains", description: "Trains that leave a station.", parameters: STATION },
      { name: "get_weather", description: "The weather of a place: its temperature.", parameters: CITY },
    ],
  },
  zh: {
    id: "weather-zh",
    environment: "weather",
    language: "zh",
    query: "“奥斯陆”现在的气温是多少？",
    tools: [
      { name: "list_trains", description: "列出某个车站的列车。", parameters: STATION },
      { name: "get_weather", description: "查询一个地方的天气和气温。", parameters: CITY },
    ],
  },
};

/** A world whose weather tool fails so often before it works. */
function weatherWorld(task: Task, failures: number): World {
  let left = failures;
  const busy = task.language === "zh" ? "请求超时，请稍后重试" : "the request timed out, try again";
  return {
    tools: task.tools,
    async call(name, { city }) {
      if (left-- > 0) return { content: JSON.stringify({ error: busy }), failed: true };
      const known = name === "get_weather" && /^(?:Oslo|奥斯陆)$/.test(String(city));
      return known
        ? { content: '{"temperature": 4, "place": "Oslo"}' }
        : { content: '{"error": "no such place"}', failed: true };
    },
    solution: [
      { thought: "I look.", calls: [{ name: "get_weather", arguments: { city: "Oslo" } }] },
      { thought: "I know.", calls: [], answer: "It has 4 degrees." },
    ],
    async judge({ steps }) {
      const right = steps.length > 2 && /\b4(?!\d)/.test(textOf(steps.at(-1)?.message));
      return { reward: right ? 1 : 0, checks: { right_answer: right } };
    },
    async close() {},
  };
}

/** An episode of the weather task in the template's language; `make` makes the client, and may wrap the world. */
export async function weatherEpisode(
  act: PromptTemplate,
  make: (world: World) => { readonly client: ChatClient; readonly world: World },
  { failures = 0, task = {} }: { readonly failures?: number; readonly task?: Partial<Task> } = {},
): Promise<EpisodeResult> {
  const asked = { ...TASKS[act.language], ...task };
  const { client, world } = make(weatherWorld(asked, failures));
  return runEpisode({
    task: asked,
    templates: { act },
    client,
    world,
    tools: createToolChecker()(world),
    about: { agentName: "Sam", date: "2024-03-05", constraints: ["Use metric units."] },
  });
}
