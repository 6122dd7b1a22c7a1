import type { Language } from "../../../templates/template.ts";
import type { InstructFrame } from "../frame.ts";
import type { InstructPrompt } from "../messages-of.ts";
import { FROM_QUERY } from "./check-draft.ts";

/** What a level means for a query that APIs answer. */
const MEANS: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "",
    "one plain wish that one call fulfils",
    "one wish with several details, or one call whose values have to be picked out of a longer text",
    "two wishes that belong together, each with a call of its own",
    "three calls or more, of which one may use what another gave",
    "four calls or more in several steps, some of which use what others gave, told as one plausible situation",
  ],
  zh: [
    "",
    "一个简单的需求，一次调用即可满足",
    "一个带有若干细节的需求，或需要从较长的叙述中找出参数值",
    "两个相互关联的需求，各需要一次调用",
    "三次或更多调用，其中可以有一次用到另一次的结果",
    "四次或更多调用，分几步进行，有的用到其他调用的结果，并构成一个合情合理的场景",
  ],
};

/** Asks for a query that some of these APIs answer, which stand a line of JSON each. */
export function sayApis({ language, level, persona }: InstructFrame, least: number, apis: string): InstructPrompt {
  const means = MEANS[language][level]!;
  return language === "zh"
    ? {
        system: "你为能够调用接口的助手编写用户会提出的请求，并说明完成请求需要哪些调用。",
        user: `提问的人：${persona}。
难度：${level}（最高为 5）。含义：${means}。
至少用到的接口数：${least}。

可用的接口，每行一个 JSON：名称、所属工具、说明、参数。
${apis}

要求
- 请求要像真人所写，用提问者自己的话，不提接口、工具或参数的名称。
- 请求中要说出每个必需参数的值，原样写出（城市、日期、编号等要具体）；只能由之前某次调用得到的值除外。
- calls 按调用顺序列出，每个参数给出 name、value 和 from：from 为 "${FROM_QUERY}" 表示值写在请求里，否则写出给出该值的那个接口的名称（此时 value 可为空文本）。
- 只使用上面列出的接口，必需参数一个不漏。
- 请求用中文写。

只回复一个 JSON 对象：{"query": "……", "calls": [{"api": "……", "parameters": [{"name": "……", "value": "……", "from": "${FROM_QUERY}"}]}]}`,
      }
    : {
        system:
          "You write requests that users would make of an assistant who can call APIs, each with the calls that it takes.",
        user: `Who asks: ${persona}.
Difficulty: ${level} of 5. It means: ${means}.
APIs to use, at least: ${least}.

The APIs, a line of JSON each: name, the tool it is of, what it does, parameters.
${apis}

Rules
- The request reads as a person would write it, in the words of the one who asks, without a name of an API, tool or parameter.
- It says the value of every required parameter as it is (towns, days, numbers and the like are definite), unless only an \
earlier call can give it.
- "calls" lists the calls in order. Each parameter has a name, a value, and "from": "${FROM_QUERY}" where the request says the \
value, else the name of the earlier API that gives it (its value may then be an empty text).
- Only APIs that are listed are called, each with all its required parameters.
- Write the request in English.

Reply with one JSON object and nothing beside it: {"query": "...", "calls": [{"api": "...", "parameters": \
[{"name": "...", "value": "...", "from": "${FROM_QUERY}"}]}]}`,
      };
}
