import type { JsonValue } from "../../../core/json/value.ts";
import type { CheckedAnswer, JsonProblem } from "../../../llm/ask-json/ask-json.ts";
import type { Language } from "../../../templates/template.ts";
import { findDates } from "../../answers/find-dates.ts";
import { findNumbers } from "../../answers/find-numbers.ts";
import { plainText } from "../../answers/plain-text.ts";
import { QUERY } from "../../query-world.ts";
import { checkQuestion } from "../check-question.ts";
import type { InstructFrame } from "../frame.ts";
import type { DraftedTask } from "../source.ts";
import { type ApiParameter, parametersOf, type SampledApi } from "./api-tool.ts";
import type { ApiSample } from "./sample-apis.ts";

/** What a model writes of a query for APIs. */
export interface ApiDraft {
  readonly query: string;
  readonly calls: readonly {
    readonly api: string;
    readonly parameters: readonly { readonly name: string; readonly value: string; readonly from: string }[];
  }[];
}

/** Where a value is from that the query says itself. */
export const FROM_QUERY = "query";
const MOST_CALLS = 12;

/** Checks a query for APIs: the task, or all that is wrong with it. Nothing is called. */
export function checkDraft(
  draft: ApiDraft,
  { scope, apis, least }: ApiSample,
  { language }: InstructFrame,
): CheckedAnswer<DraftedTask> {
  const query = draft.query.trim();
  const problems = [
    ...checkQuestion(query, language),
    ...countProblems(draft, apis, { scope, least, language }),
    ...draft.calls.slice(0, MOST_CALLS).flatMap((call, at) => callProblems(call, draft, at, apis, language)),
  ];
  const named = apis.find(
    ({ api: { name } }) => name.includes("_") && query.toLowerCase().includes(name.toLowerCase()),
  );
  if (named !== undefined)
    problems.push({
      reason: "api_in_query",
      problem: language === "zh" ? `问题中出现了接口名 ${named.api.name}。` : `The query speaks of ${named.api.name}.`,
    });
  if (problems.length > 0) return { problems };
  const relevant = [...new Set(draft.calls.map(({ api }) => api))];
  const world = { version: 1, scope, relevant, calls: draft.calls } as unknown as JsonValue;
  return { value: { environment: QUERY, query, tools: apis.map(({ api }) => api), world } };
}

function countProblems(
  { calls }: ApiDraft,
  apis: readonly SampledApi[],
  { scope, least, language }: Pick<ApiSample, "scope" | "least"> & { readonly language: Language },
): JsonProblem[] {
  const zh = language === "zh";
  const used = apis.filter(({ api }) => calls.some((call) => call.api === api.name));
  const problems: JsonProblem[] = [];
  if (used.length < least)
    problems.push({
      reason: "too_few_apis",
      problem: zh ? `至少要用到 ${least} 个接口。` : `The query needs at least ${least} of the APIs.`,
    });
  if (calls.length > MOST_CALLS)
    problems.push({ reason: "too_many_calls", problem: zh ? "调用超过 12 次。" : "There are more than 12 calls." });
  if (scope !== "G1" && new Set(used.map(({ of }) => of)).size < 2)
    problems.push({
      reason: "one_tool_only",
      problem: zh ? "所用接口必须来自至少两个工具。" : "The APIs that are called must be of two tools at least.",
    });
  return problems;
}

function callProblems(
  call: ApiDraft["calls"][number],
  { query, calls }: ApiDraft,
  at: number,
  apis: readonly SampledApi[],
  language: Language,
): JsonProblem[] {
  const zh = language === "zh";
  const called = apis.find(({ api }) => api.name === call.api)?.api;
  const shown = call.api.slice(0, 80);
  if (called === undefined)
    return [{ reason: "unknown_api", problem: zh ? `没有名为 ${shown} 的接口。` : `There is no API ${shown}.` }];
  const parameters = parametersOf(called);
  const problems: JsonProblem[] = [];
  for (const { name, required } of parameters) {
    if (!required || call.parameters.some((one) => one.name === name)) continue;
    const problem = zh ? `${shown} 缺少必需参数 ${name}。` : `${shown} needs a value for ${name}.`;
    problems.push({ reason: "missing_parameter", problem });
  }
  const before = calls.slice(0, at).map(({ api }) => api);
  for (const { name, value, from } of call.parameters) {
    const parameter = parameters.find((one) => one.name === name);
    const reason = valueProblem({ value, from }, parameter, query, before);
    if (reason !== undefined) problems.push({ reason, problem: SAID[reason]![language](shown, name.slice(0, 80)) });
  }
  return problems;
}

type Say = (api: string, parameter: string) => string;

const SAID: Readonly<Record<string, Readonly<Record<Language, Say>>>> = {
  unknown_parameter: {
    en: (api, parameter) => `${api} has no parameter ${parameter}.`,
    zh: (api, parameter) => `${api} 没有参数 ${parameter}。`,
  },
  value_not_in_query: {
    en: (api, parameter) => `The query does not say the value of ${parameter} for ${api}: say it there as it is.`,
    zh: (api, parameter) => `问题中没有说出 ${api} 的参数 ${parameter} 的值，请原样写进问题。`,
  },
  value_from_nowhere: {
    en: (api, parameter) => `${parameter} of ${api} is from no API that is called before it, nor from the query.`,
    zh: (api, parameter) => `${api} 的参数 ${parameter} 既不来自之前调用的接口，也不来自问题。`,
  },
};

function valueProblem(
  { value, from }: { readonly value: string; readonly from: string },
  parameter: ApiParameter | undefined,
  query: string,
  before: readonly string[],
): string | undefined {
  if (parameter === undefined) return "unknown_parameter";
  if (from !== FROM_QUERY) return before.includes(from) ? undefined : "value_from_nowhere";
  // A yes or no is said in many ways.
  return parameter.type === "boolean" || isSaid(value, query) ? undefined : "value_not_in_query";
}

/** Does a text say a value: as it is, or a number or a day in another way? */
function isSaid(value: string, query: string): boolean {
  const [text, said] = [plainText(query), plainText(value)];
  if (said === "") return false;
  if (text.includes(said)) return true;
  const number = /^-?\d+(?:\.\d+)?$/.test(said) ? Number(said) : undefined;
  if (number !== undefined && findNumbers(text).some((found) => found.value === number)) return true;
  const [day] = findDates(said).dates;
  return day !== undefined && findDates(text).dates.some((one) => JSON.stringify(one) === JSON.stringify(day));
}
