import type { AgentStep } from "../../../templates/protocol/agent-step.ts";
import type { Language } from "../../../templates/template.ts";
import type { MadeTask } from "./make-task.ts";
import type { Visit } from "./question.ts";
import { searchPages } from "./search-pages.ts";
import { parameterNames } from "./search-tools.ts";
import { unknownSentence } from "./state-fact.ts";
import { UNNAMED_PHRASES } from "./unnamed-phrases.ts";

/** The reference solution of a task: each page that is needed is searched for and opened, in every version there is. */
export function solveTask(made: MadeTask): AgentStep[] {
  const { frame, question, ghost, unnamed } = made;
  const zh = frame.language === "zh";
  if (frame.kind === "no-tool")
    return [
      ending(
        zh ? "题目已给出所需信息，不必调用工具。" : "The question says all I need; no tool is called for.",
        question.answer,
      ),
    ];
  if (frame.kind === "tool-missing")
    return [
      ending(
        zh ? "现有工具都不能查阅百科资料。" : "None of the tools can look this up.",
        zh
          ? "没有可以查询这些资料的工具，因此我无法回答这个问题。"
          : "None of my tools can look this up, so I cannot answer the question.",
      ),
    ];
  if (unnamed !== undefined)
    return [
      ending(
        zh ? "题目没有说明具体对象，需要先问清楚。" : "The question does not say which one is meant; I have to ask.",
        UNNAMED_PHRASES[frame.language][unnamed].ask,
      ),
    ];
  if (ghost !== undefined) return [searchStep(made, ghost, 0), noPage(ghost, frame.language)];
  return [
    ...readAll(made),
    frame.kind === "infeasible"
      ? notRecorded(made)
      : ending(zh ? "所需信息已经齐全。" : "That is all I need.", question.answer),
  ];
}

function ending(thought: string, answer: string): AgentStep {
  return { thought, calls: [], answer };
}

function noPage(ghost: string, language: Language): AgentStep {
  return language === "zh"
    ? ending(`搜索结果中没有${ghost}。`, `百科全书中没有关于${ghost}的页面，因此无法回答。`)
    : ending(`No result is on ${ghost}.`, `The encyclopedia has no page on ${ghost}, so this cannot be answered.`);
}

function notRecorded({ question, encyclopedia: { entities }, frame: { language } }: MadeTask): AgentStep {
  const { entity, kind } = question.visits.at(-1)!;
  const said = unknownSentence(entities[entity]!.name, kind, language);
  return ending(
    language === "zh" ? "页面上没有这项信息。" : "The page does not give it.",
    language === "zh" ? `${said}因此无法回答。` : `${said} So this cannot be answered.`,
  );
}

/** Searches and opens each entity of the visits once. */
function readAll(made: MadeTask): AgentStep[] {
  const seen = new Set<number>();
  const visits = made.question.visits.filter(({ entity }) => !seen.has(entity) && seen.add(entity));
  return visits.flatMap((visit, at) => [
    searchStep(made, made.encyclopedia.entities[visit.entity]!.name, at),
    ...openSteps(made, visit),
  ]);
}

const SEARCH: Readonly<Record<Language, readonly string[]>> = {
  en: ["First I look for {x}.", "Next I need the page on {x}.", "Now for {x}."],
  zh: ["先查找{x}。", "接下来需要{x}的页面。", "再查{x}。"],
};

function searchStep({ tools, frame: { language } }: MadeTask, name: string, at: number): AgentStep {
  const tool = tools.roles.search!;
  const thought = SEARCH[language][Math.min(at, 2)]!.replace("{x}", name);
  return { thought, calls: [{ name: tool.name, arguments: { [parameterNames(tool)[0]!]: name } }] };
}

function openSteps({ tools, encyclopedia, frame: { language } }: MadeTask, { entity, kind }: Visit): AgentStep[] {
  const tool = tools.roles.open!;
  const { name } = encyclopedia.entities[entity]!;
  const ids = searchPages(encyclopedia.pages, name).filter(({ title }) => title === name);
  return ids.map(({ id }, at) => ({
    thought:
      at > 0
        ? language === "zh"
          ? `${name}还有一个版本，需要看哪个更新。`
          : `There is another version of the page on ${name}; I have to see which is newer.`
        : language === "zh"
          ? `打开${name}的页面，看看它的${kind.property.zh}。`
          : `The page on ${name} should give its ${kind.property.en}.`,
    calls: [{ name: tool.name, arguments: { [parameterNames(tool)[0]!]: id } }],
  }));
}
