import type { JsonObject } from "../../../core/json/value.ts";
import type { Tool } from "../../../core/tool.ts";
import type { Language } from "../../../templates/template.ts";
import type { ToolBox, ToolReply } from "../../../tools/tool-box.ts";
import { madeTool } from "../../tool-making/made-tool.ts";
import type { KnowledgeGraph } from "./knowledge-graph.ts";

/** How a set that was found before is named. */
export const SET = /^#\d{1,4}$/;

/** The names of the tools over a graph. */
export const GRAPH_TOOLS = {
  relations: "get_relations",
  neighbours: "get_neighbors",
  intersection: "intersection",
  count: "count",
} as const;

const SHOWN_NAMES = 10;
const SHOWN_RELATIONS = 100;
const MOST_SETS = 200;

/** The tools over a graph, as an agent is told of them. */
export function graphTools(language: Language): Tool[] {
  const zh = language === "zh";
  const say = (en: string, chinese: string) => (zh ? chinese : en);
  const of = { name: "of", description: say("A name, or a set such as #0", "一个名称，或 #0 这样的集合") };
  const other = (name: string) => ({ name, description: say("A set such as #0", "#0 这样的集合") });
  return [
    madeTool(
      GRAPH_TOOLS.relations,
      say(
        "Lists the relations that lead on from something in the graph; ^ before a name means it is followed backwards.",
        "列出图中某个对象的所有关系；名称前的 ^ 表示反向的关系。",
      ),
      [of],
    ),
    madeTool(
      GRAPH_TOOLS.neighbours,
      say(
        "Follows a relation from something in the graph. The result is a new set (#0, #1 and so on).",
        "沿一种关系前进，结果是一个新的集合（#0、#1……）。",
      ),
      [of, { name: "relation", description: say("A relation as get_relations lists it", "get_relations 列出的关系") }],
    ),
    madeTool(
      GRAPH_TOOLS.intersection,
      say("What two sets have in common, as a new set.", "两个集合的共同部分，作为一个新的集合。"),
      [other("first"), other("second")],
    ),
    madeTool(GRAPH_TOOLS.count, say("How many things are in a set.", "集合中有多少个对象。"), [other("of")]),
  ];
}

/** The tools over a graph, with the sets that were made so far. */
export function graphToolBox(graph: KnowledgeGraph, language: Language): ToolBox {
  const sets: (readonly string[])[] = [];
  const zh = language === "zh";
  const textOf = (args: JsonObject, name: string) => String(args[name] ?? "").trim();
  function resolve(text: string): readonly string[] | undefined {
    if (SET.test(text)) return sets[Number(text.slice(1))];
    return graph.has(text) ? [text] : undefined;
  }
  const unknown = (text: string): ToolReply =>
    failure(zh ? `图中没有 ${text.slice(0, 100)}` : `there is no ${text.slice(0, 100)} in the graph`);
  function made(names: readonly string[]): ToolReply {
    if (sets.length >= MOST_SETS) return failure(zh ? "集合太多了" : "there are too many sets");
    sets.push(names);
    const shown = names.slice(0, SHOWN_NAMES).join(", ");
    return { content: `#${sets.length - 1} = {${shown}${names.length > SHOWN_NAMES ? ", ..." : ""}}` };
  }
  const calls: Readonly<Record<string, (args: JsonObject) => ToolReply>> = {
    [GRAPH_TOOLS.relations](args) {
      const from = resolve(textOf(args, "of"));
      if (from === undefined) return unknown(textOf(args, "of"));
      return { content: `[${graph.relations(from).slice(0, SHOWN_RELATIONS).join(", ")}]` };
    },
    [GRAPH_TOOLS.neighbours](args) {
      const from = resolve(textOf(args, "of"));
      if (from === undefined) return unknown(textOf(args, "of"));
      const found = graph.neighbours(from, textOf(args, "relation"));
      if (found.length > 0) return made(found);
      return failure(zh ? "这种关系不通向任何对象" : "this relation leads to nothing from there");
    },
    [GRAPH_TOOLS.intersection](args) {
      const [first, second] = [resolve(textOf(args, "first")), resolve(textOf(args, "second"))];
      if (first === undefined) return unknown(textOf(args, "first"));
      if (second === undefined) return unknown(textOf(args, "second"));
      const others = new Set(second);
      return made(first.filter((one) => others.has(one)));
    },
    [GRAPH_TOOLS.count](args) {
      const set = resolve(textOf(args, "of"));
      return set === undefined ? unknown(textOf(args, "of")) : { content: String(set.length) };
    },
  };
  return {
    tools: graphTools(language),
    call: async (name, args) => calls[name]?.(args) ?? failure(`there is no tool ${name}`),
  };
}

function failure(error: string): ToolReply {
  return { content: JSON.stringify({ error }), failed: true };
}
