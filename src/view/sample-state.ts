import type { Tool } from "../core/tool.ts";
import type { PromptState } from "../templates/prompt/prompt-state.ts";
import type { Language } from "../templates/template.ts";

const WORDS = {
  en: {
    goal: "Is it warmer in Oslo or in Bergen today?",
    thought: "I need both temperatures, Oslo first.",
    weather: "Current weather of a city.",
    search: "Searches the web.",
    constraint: "Give temperatures in degrees Celsius.",
    date: "Tuesday, 5 March 2024",
    conversation: { query: "Which is the largest city of Norway?", answer: "Oslo." },
    result: '{"temperature":-2,"sky":"clear"}',
  },
  zh: {
    goal: "今天奥斯陆和卑尔根哪里更暖和？",
    thought: "两个城市的气温都要查，先查奥斯陆。",
    weather: "查询一个城市的当前天气。",
    search: "在网上搜索。",
    constraint: "气温用摄氏度表示。",
    date: "2024年3月5日，星期二",
    conversation: { query: "挪威最大的城市是哪个？", answer: "奥斯陆。" },
    result: '{"temperature":-2,"sky":"晴"}',
  },
} as const;

/** A made-up second step of an episode, to show a template with: two tools, one call and its result. */
export function sampleState(language: Language): PromptState {
  const words = WORDS[language];
  return {
    goal: words.goal,
    tools: [tool("get_weather", words.weather, "city"), tool("web_search", words.search, "query")],
    constraints: [words.constraint],
    date: words.date,
    conversation: [words.conversation],
    episode: [
      {
        step: { thought: words.thought, calls: [{ name: "get_weather", arguments: { city: "Oslo" } }] },
        observations: [words.result],
      },
    ],
  };
}

function tool(name: string, description: string, parameter: string): Tool {
  const properties = { [parameter]: { type: "string" } };
  return { name, description, parameters: { type: "object", properties, required: [parameter] } };
}
