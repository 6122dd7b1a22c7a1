import type { JsonValue } from "../../../core/json/value.ts";
import type { CheckedAnswer } from "../../../llm/ask-json/ask-json.ts";
import { findNames } from "../../answers/find-names.ts";
import { findNumbers } from "../../answers/find-numbers.ts";
import { plainText } from "../../answers/plain-text.ts";
import type { GraphTaskWorld } from "../../environments/graph/environment.ts";
import { graphTools } from "../../environments/graph/graph-tools.ts";
import type { KnowledgeGraph } from "../../environments/graph/knowledge-graph.ts";
import type { ExpectedValue } from "../../environments/tables/expected-value.ts";
import { checkQuestion } from "../check-question.ts";
import type { InstructFrame } from "../frame.ts";
import type { DraftedTask } from "../source.ts";
import type { DrawnPlan } from "./draw-plan.ts";

const MOST_RIVALS = 300;

/** Checks the words for a plan: the task, or all that is wrong with them. The answer is what the graph itself gives. */
export function checkDraft(
  question: string,
  { plan, answers, between }: DrawnPlan,
  graph: KnowledgeGraph,
  file: GraphTaskWorld["file"],
  { language }: InstructFrame,
): CheckedAnswer<DraftedTask> {
  const query = question.trim();
  const zh = language === "zh";
  const problems = checkQuestion(query, language);
  const starts = plan.paths.map(({ from }) => from);
  const text = plainText(query);
  const unnamed = starts.find((one) => !text.includes(plainText(one)));
  if (unnamed !== undefined)
    problems.push({
      reason: "start_not_named",
      problem: zh ? `问题没有提到${unnamed}。` : `The question does not name ${unnamed}.`,
    });
  // What is a part of a starting name may stand there.
  const hidden = [...answers, ...between].map(plainText);
  const found = findNames(text, [...starts.map(plainText), ...hidden]);
  const given = hidden.find((name) => found.has(name) && !starts.map(plainText).includes(name));
  const said = plan.count && findNumbers(text).some(({ value }) => value === answers.length);
  if (given !== undefined || said)
    problems.push({
      reason: "answer_in_question",
      problem: zh
        ? "问题中出现了答案或途中的名称。"
        : "The question gives the answer away, or a name that lies on the way to it.",
    });
  if (problems.length > 0) return { problems };
  const world: GraphTaskWorld = { version: 1, file, plan, expected: expectedOf(plan, answers, graph) };
  const tools = graphTools(language);
  return { value: { environment: "graph", query, tools, world: world as unknown as JsonValue } };
}

function expectedOf(
  { paths, count }: DrawnPlan["plan"],
  answers: readonly string[],
  graph: KnowledgeGraph,
): ExpectedValue {
  if (count) return { kind: "number", value: answers.length };
  const last = paths[0]!.relations.at(-1)!;
  const rivals = graph.targets(last, MOST_RIVALS);
  if (answers.length === 1) return { kind: "text", forms: [...answers], rivals };
  return { kind: "names", names: [...answers], ordered: false, rivals };
}
