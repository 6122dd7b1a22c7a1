import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { createRandom, type Random } from "../../core/random.ts";
import { type Tool, toolDefinitions } from "../../core/tool.ts";
import type { ChatClient, ChatRequest } from "../../llm/chat-client.ts";
import type { AgentStep } from "../../templates/protocol/agent-step.ts";
import { encodeStep } from "../../templates/protocol/encode-step.ts";
import { isRefusal } from "../../templates/protocol/refusal.ts";
import { readView } from "./reader/read-view.ts";
import type { ReaderView } from "./reader/reader-view.ts";
import { wordsIn } from "./reader/skills/words-in.ts";
import { slotsOf } from "./slots.ts";

/** How many calls a blind policy makes before it answers with what it saw last. */
const CALLS = 3;

/** Calls tools at random with words of the goal, and answers with what came back last. A task that it passes is too easy. */
export function randomPolicy(seed: number): ChatClient {
  return policy("random", (view) => {
    const random = createRandom(seed, `${view.goal}\n${view.done.length}`);
    const { tools, done, goal } = view;
    return tools.length === 0 || done.length >= CALLS ? answer(view) : call(random.pick(tools), goal, random);
  });
}

/** Calls the tool that shares most words with the goal, once, and answers with what came back. */
export function greedyPolicy(seed: number): ChatClient {
  return policy("greedy", (view) => {
    const { goal, tools, done } = view;
    const words = new Set(wordsIn(goal));
    const shared = (tool: Tool) =>
      wordsIn(`${tool.name} ${tool.description ?? ""}`).filter((word) => words.has(word)).length;
    const best = tools.toSorted((a, b) => shared(b) - shared(a))[0];
    if (best === undefined || done.length > 0) return answer(view);
    return call(best, goal, createRandom(seed, goal));
  });
}

/** Answers at once with the text of the goal: what it passes needs no tool, or a verifier that is no good. */
export function noToolPolicy(): ChatClient {
  return policy("no-tool", ({ goal, language }) => {
    const lead = language === "zh" ? "回答：" : "The answer to this: ";
    return { thought: language === "zh" ? "不用工具。" : "No tool.", calls: [], answer: `${lead}${goal}` };
  });
}

function policy(model: string, decide: (view: ReaderView) => AgentStep): ChatClient {
  return {
    model,
    async complete(request: ChatRequest) {
      const slots = slotsOf(request);
      const view = readView(slots, request);
      const encoded = encodeStep(slots.protocol, decide(view), { tools: toolDefinitions(view.tools) });
      if (isRefusal(encoded)) return { text: encoded.detail, finish: "refusal" };
      return { text: encoded.text, finish: "stop", synthetic: true };
    },
  };
}

function answer({ done, language }: ReaderView): AgentStep {
  const zh = language === "zh";
  const seen = done.at(-1)?.observation ?? (zh ? "不知道。" : "I do not know.");
  return { thought: zh ? "就是这样。" : "That is it.", calls: [], answer: seen };
}

function call({ name, parameters }: Tool, goal: string, random: Random): AgentStep {
  const properties = isObject(parameters as JsonValue) ? (parameters as JsonObject)["properties"] : undefined;
  const args: JsonObject = {};
  for (const [key, schema] of Object.entries(isObject(properties) ? properties : {}))
    args[key] = value(schema, goal, random);
  return { thought: `${name}?`, calls: [{ name, arguments: args }] };
}

function value(schema: JsonValue, goal: string, random: Random): JsonValue {
  const { type, enum: values } = isObject(schema) ? schema : {};
  if (Array.isArray(values) && values.length > 0) return random.pick(values);
  if (type === "integer" || type === "number") return random.below(100);
  if (type === "boolean") return random.chance(0.5);
  if (type === "array") return [];
  return type === "object" ? {} : random.pick([...wordsIn(goal), goal]);
}
