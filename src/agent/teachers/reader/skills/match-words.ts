import { isObject, type JsonObject, type JsonValue } from "../../../../core/json/value.ts";
import type { Tool } from "../../../../core/tool.ts";
import { jsonOf } from "../../../../templates/protocol/arguments.ts";
import type { Intent, ReaderView } from "../reader-view.ts";
import { findArgument } from "./find-argument.ts";
import { wordsIn } from "./words-in.ts";

/**
 * For a goal of any kind: the tool that shares the rarest words with it is called once, with arguments that stand in the
 * goal, and what comes back is the answer.
 */
export function matchWords(view: ReaderView): Intent {
  const { language, done, memory } = view;
  const zh = language === "zh";
  const last = done.findLast((one) => !one.failed);
  if (last !== undefined) {
    const reason = zh ? `${last.name}给出了所问的内容` : `${last.name} has given what was asked for`;
    return { reason, answer: answerFrom(last.observation, view) };
  }
  if (done.length > 0) return lost(zh ? `${done.at(-1)!.name}没有给出结果` : `${done.at(-1)!.name} gave no result`);
  const tool = bestTool(view);
  if (tool !== undefined) return callOrAsk(tool, view);
  const known = sentenceAbout(view.goal, memory);
  if (known === undefined) return lost(zh ? "没有工具能做这件事" : "none of the tools I have does this");
  return { reason: zh ? "背景资料里已经写了" : "what is known already says it", answer: known };
}

function lost(reason: string): Intent {
  return { reason, give_up: reason };
}

/** Of the words that a tool shares with the goal each counts the more the fewer tools have it. */
function bestTool({ goal, tools }: ReaderView): Tool | undefined {
  const asked = new Set(wordsIn(goal));
  const words = tools.map(
    ({ name, description, parameters }) =>
      new Set(wordsIn(`${name} ${description ?? ""} ${Object.keys(propertiesOf(parameters)).join(" ")}`)),
  );
  const scoreOf = (of: ReadonlySet<string>) =>
    [...of]
      .filter((word) => asked.has(word))
      .reduce((sum, word) => sum + 1 / words.filter((one) => one.has(word)).length, 0);
  const scores = words.map(scoreOf);
  const best = Math.max(0, ...scores);
  return best === 0 ? undefined : tools[scores.indexOf(best)];
}

function callOrAsk(tool: Tool, view: ReaderView): Intent {
  const zh = view.language === "zh";
  const properties = Object.entries(propertiesOf(tool.parameters));
  const required = isObject(tool.parameters as JsonValue) ? tool.parameters!["required"] : undefined;
  const args: JsonObject = {};
  for (const [name, schema] of properties) {
    const isRequired = Array.isArray(required) && required.includes(name);
    const value = findArgument(name, schema, view.goal, Object.values(args), isRequired);
    if (value !== undefined) args[name] = value;
    else if (isRequired) {
      const reason = zh ? `不知道参数${name}的值` : `the value of ${name} is not known`;
      return { reason, question: zh ? `请问${name}是什么？` : `Which ${name.replaceAll("_", " ")} do you mean?` };
    }
  }
  const reason = zh ? "它的说明与请求最接近" : "its description is closest to the request";
  return { reason, call: { name: tool.name, arguments: args } };
}

function propertiesOf(parameters: Tool["parameters"]): JsonObject {
  const properties = isObject(parameters as JsonValue) ? (parameters as JsonObject)["properties"] : undefined;
  return isObject(properties) ? properties : {};
}

/** A member whose name the goal names, or the whole text as far as an answer goes. */
function answerFrom(observation: string, { goal, language }: ReaderView): string {
  const value = jsonOf(observation);
  if (!isObject(value)) return observation.slice(0, 500);
  const asked = new Set(wordsIn(goal));
  const shared = ([key]: [string, JsonValue]) => wordsIn(key).filter((word) => asked.has(word)).length;
  const members = Object.entries(value).filter(([, one]) => typeof one !== "object");
  const best = members.toSorted((a, b) => shared(b) - shared(a))[0];
  if (best === undefined) return observation.slice(0, 500);
  return language === "zh" ? `${best[0]}：${best[1]}。` : `The ${best[0].replaceAll("_", " ")} is ${best[1]}.`;
}

/** The line of the memory that shares most words with the goal, where it shares at least three. */
function sentenceAbout(goal: string, memory: string): string | undefined {
  const asked = new Set(wordsIn(goal));
  const shared = (line: string) => wordsIn(line).filter((word) => asked.has(word)).length;
  const best = memory.split("\n").toSorted((a, b) => shared(b) - shared(a))[0] ?? "";
  return shared(best) < 3 ? undefined : best.replace(/^[-*\s]+/, "");
}
