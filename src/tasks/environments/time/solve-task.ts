import type { AgentStep } from "../../../templates/protocol/agent-step.ts";
import type { Language } from "../../../templates/template.ts";
import type { MadeTask, Obstacle } from "./make-task.ts";
import type { Role } from "./role.ts";
import { type NeededCall, stepsOf } from "./steps-of.ts";
import { argumentsFor, type TimeTools } from "./time-tools.ts";
import { UNNAMED_PHRASES } from "./unnamed-phrases.ts";
import { filled, type Wordings, wordings } from "./wordings.ts";

/** The reference solution of a task: each date that leads to the one asked about is looked up or counted, one by one. */
export function solveTask(made: MadeTask): AgentStep[] {
  const { frame, question, unnamed, obstacle, tools } = made;
  const { kind, language } = frame;
  if (kind === "no-tool") return [ending(NO_TOOL, language, question.answer)];
  if (kind === "tool-missing") return [ending(NO_REGISTER, language, CANNOT[language][0]!)];
  if (unnamed !== undefined) return [ending(UNNAMED, language, UNNAMED_PHRASES[language][unnamed].ask)];
  if (obstacle !== undefined) return [...looks(made, obstacle), noAnswer(obstacle, language)];
  const calls = stepsOf(question.ask!, made.world).map((call) => callStep(call, tools, language));
  return [...calls, ending(DONE, language, question.answer)];
}

const NO_TOOL = wordings("The question says all I need; no tool is called for.", "题目已给出所需信息，不必调用工具。");
const NO_REGISTER = wordings("None of the tools knows when this event is.", "现有工具都查不到活动的日期。");
const CANNOT = wordings(
  "None of my tools can look this event up, so I cannot answer the question.",
  "没有可以查询这项活动的工具，因此我无法回答这个问题。",
);
const UNNAMED = wordings(
  "The question does not say which one is meant; I have to ask.",
  "题目没有说明具体指什么，需要先问清楚。",
);
const DONE = wordings("That is all I need.", "所需信息已经齐全。");

const THOUGHTS: Readonly<Record<Role, Wordings>> = {
  register: wordings("The register should say when {v} is.", "登记簿里应该有{v}的日期。"),
  opening: wordings("I need the closing days of {v}.", "需要{v}的闭馆规定。"),
  clock: wordings("How far ahead are the clocks in {v}?", "查一下{v}的时差。"),
  today: wordings("It counts from today, so I need today's date.", "要从今天算起，先确认今天的日期。"),
  shift: wordings("From {v} I count on.", "从{v}开始推算。"),
  difference: wordings("Now the time between the two dates.", "现在计算两个日期之间的时间。"),
  calendar: wordings("The calendar page of {v} will tell.", "看一下{v}的日历。"),
  lunar: wordings("The lunar date has to be turned into one of our calendar.", "先把农历日期换算成公历。"),
  terms: wordings("I need the solar terms of {v}.", "需要{v}年的节气日期。"),
  holidays: wordings("I need the holidays of {v}.", "需要{v}年的节日日期。"),
};

function callStep({ role, values }: NeededCall, { roles }: TimeTools, language: Language): AgentStep {
  const tool = roles[role]!;
  const thought = filled(THOUGHTS[role][language][0]!, { v: String(values[0] ?? "") });
  return { thought, calls: [{ name: tool.name, arguments: argumentsFor(tool, values) }] };
}

function ending(thought: Wordings, language: Language, answer: string): AgentStep {
  return { thought: thought[language][0]!, calls: [], answer };
}

/** What is looked at before it is clear that there is no answer. */
function looks({ question, tools, frame: { language }, world }: MadeTask, obstacle: Obstacle): AgentStep[] {
  if (obstacle.type === "ghost") return [callStep({ role: "register", values: [obstacle.name] }, tools, language)];
  return stepsOf(question.ask!, world).map((call) => callStep(call, tools, language));
}

const NO_ANSWER: Readonly<Record<Obstacle["type"], Wordings>> = {
  ghost: wordings(
    "The register has no entry on the {v}, so this cannot be answered.",
    "登记簿里没有{v}的记录，因此无法回答。",
  ),
  unset: wordings(
    "The date of the {v} has not been set, so this cannot be answered.",
    "{v}的日期尚未确定，因此无法回答。",
  ),
  "no-day": wordings("There is no such day ({v}), so this cannot be answered.", "{v}这一天并不存在，因此无法回答。"),
};

function noAnswer(obstacle: Obstacle, language: Language): AgentStep {
  const v = obstacle.type === "no-day" ? obstacle.said : obstacle.name;
  const thought = wordings("There is nothing to count from.", "没有可以推算的依据。");
  return ending(thought, language, filled(NO_ANSWER[obstacle.type][language][0]!, { v }));
}
