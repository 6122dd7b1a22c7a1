import type { JsonObject, JsonValue } from "../../core/json/value.ts";
import { isObject } from "../../core/json/value.ts";
import { createRandom, type Random } from "../../core/random.ts";
import type { Tool, ToolDefinition } from "../../core/tool.ts";
import type { ChatClient, ChatRequest } from "../../llm/chat-client.ts";
import type { AgentStep } from "../../templates/protocol/agent-step.ts";
import { encodeStep } from "../../templates/protocol/encode-step.ts";
import { isRefusal } from "../../templates/protocol/refusal.ts";
import { parseTools } from "../../templates/protocol/tool-list/render-tools.ts";
import { slotsOf, type TeacherSlots } from "./slots.ts";

/** How many calls a blind policy makes before it answers with what it saw last. */
const CALLS = 3;

/** Calls tools at random with words of the goal, and answers with what came back last. A task that it passes is too easy. */
export function randomPolicy(seed: number): ChatClient {
  return policy("random", (slots, tools, done) => {
    const random = createRandom(seed, `${slots.texts.goal}\n${done.length}`);
    return tools.length === 0 || done.length >= CALLS
      ? answer(done)
      : call(random.pick(tools), slots.texts.goal, random);
  });
}

/** Calls the tool that shares most words with the goal, once, and answers with what came back. */
export function greedyPolicy(seed: number): ChatClient {
  return policy("greedy", (slots, tools, done) => {
    const words = wordsOf(slots.texts.goal);
    const shared = (tool: Tool) =>
      wordsOf(`${tool.name} ${tool.description ?? ""}`).filter((word) => words.includes(word)).length;
    const best = tools.toSorted((a, b) => shared(b) - shared(a))[0];
    if (best === undefined || done.length > 0) return answer(done);
    return call(best, slots.texts.goal, createRandom(seed, slots.texts.goal));
  });
}

/** Answers at once with the text of the goal: what it passes needs no tool, or a verifier that is no good. */
export function noToolPolicy(): ChatClient {
  return policy("no-tool", (slots) => ({ thought: "No tool.", calls: [], answer: slots.texts.goal }));
}

function policy(
  model: string,
  decide: (slots: TeacherSlots, tools: readonly Tool[], seen: readonly string[]) => AgentStep,
): ChatClient {
  return {
    model,
    async complete(request: ChatRequest) {
      const slots = slotsOf(request);
      const tools = toolsIn(slots, request);
      const seen = slots.history.flatMap(({ observations }) => observations);
      const definitions = tools.map((tool): ToolDefinition => ({ type: "function", function: tool }));
      const encoded = encodeStep(slots.protocol, decide(slots, tools, seen), { tools: definitions });
      return isRefusal(encoded) ? { text: encoded.detail, finish: "refusal" } : { text: encoded.text, finish: "stop" };
    },
  };
}

function toolsIn({ texts, tool_rendering }: TeacherSlots, request: ChatRequest): readonly Tool[] {
  if (request.tools !== undefined) return request.tools;
  const list = parseTools(texts.tools, tool_rendering);
  return isRefusal(list) ? [] : list;
}

function answer(seen: readonly string[]): AgentStep {
  return { thought: "That is it.", calls: [], answer: seen.at(-1) ?? "I do not know." };
}

function call({ name, parameters }: Tool, goal: string, random: Random): AgentStep {
  const properties = isObject(parameters as JsonValue) ? parameters!["properties"] : undefined;
  const args: JsonObject = {};
  for (const [key, schema] of Object.entries(isObject(properties as JsonValue) ? (properties as JsonObject) : {}))
    args[key] = value(schema, goal, random);
  return { thought: "Try this.", calls: [{ name, arguments: args }] };
}

function value(schema: JsonValue, goal: string, random: Random): JsonValue {
  const { type, enum: values } = isObject(schema) ? schema : {};
  if (Array.isArray(values) && values.length > 0) return random.pick(values);
  if (type === "integer" || type === "number") return random.below(100);
  if (type === "boolean") return random.chance(0.5);
  if (type === "array") return [];
  return type === "object" ? {} : random.pick([...wordsOf(goal), goal]);
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{Script=Han}]|[\p{L}\p{N}]+/gu) ?? [];
}
