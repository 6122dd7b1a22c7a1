import type { GraphPlan } from "../../environments/graph/graph-plan.ts";
import type { InstructFrame } from "../frame.ts";
import type { InstructPrompt } from "../messages-of.ts";

/** Asks for words for a plan over a graph; `facts` stand a line of JSON each. */
export function sayGraph(
  { language, level, persona }: InstructFrame,
  { paths, count }: GraphPlan,
  facts: string,
): InstructPrompt {
  const lines = paths.map((path) => JSON.stringify(path)).join("\n");
  const starts = paths.map(({ from }) => from);
  if (language === "zh")
    return {
      system: "你把知识图谱上的查询写成人会提出的问题。",
      user: `提问的人：${persona}。
难度：${level}（最高为 5）。

查询：从 from 出发，依次沿 relations 前进，^ 表示反向的关系。${paths.length > 1 ? "问的是两条路径都能到达的对象。" : ""}${count ? "只问有多少个。" : ""}
${lines}

其中的一些事实，每行一个 JSON（head 的 relation 是 tail）：
${facts}

要求
- 问题要独立成句，用提问者自己的话，意思与查询完全一致，不多也不少。
- 问题中必须原样出现：${starts.join("、")}。
- 问题中不得出现事实里的其他名称，也不提图谱、关系名或路径。
- 问题用中文写。

只回复一个 JSON 对象：{"question": "……"}`,
    };
  const asked = `${paths.length > 1 ? " What both paths lead to is asked for." : ""}${count ? " Only how many there are is asked." : ""}`;
  return {
    system: "You put queries over a graph of knowledge into the words of people who would ask them.",
    user: `Who asks: ${persona}.
Difficulty: ${level} of 5.

The query: from "from" the relations are followed one after the other; ^ means that one is followed backwards.${asked}
${lines}

Some of the facts, a line of JSON each (the relation of head is tail):
${facts}

Rules
- The question stands by itself, in the words of the person who asks, and means what the query means: no more and no less.
- It names these as they are written: ${starts.join("; ")}.
- It names nothing else of the facts, and says no word of graphs, paths or names of relations.
- Write the question in English.

Reply with one JSON object and nothing beside it: {"question": "..."}`,
  };
}
