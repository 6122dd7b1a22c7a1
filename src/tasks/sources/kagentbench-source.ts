import { isObject, type JsonValue } from "../../core/json/value.ts";
import type { Tool } from "../../core/tool.ts";
import { toolSchema } from "../../core/tool-schema.ts";
import { languageOf } from "../../templates/language-of.ts";
import { jsonOf } from "../../templates/protocol/arguments.ts";
import { QUERY } from "../query-world.ts";
import type { TaskSource } from "./task-source.ts";

/**
 * KAgentBench rows, for evaluation alone: nothing is ever generated from them. What only its scorer reads is kept as the
 * task's world. Source: KwaiAgents.
 */
export const kagentbenchSource: TaskSource = {
  name: "kagentbench",
  fits: (row) => row["golden_result_list"] !== undefined,
  read(row, { fallbackId }) {
    const { query, funcs = [], id, memory, ...rest } = row;
    if (typeof query !== "string") return "query is no text";
    if (!Array.isArray(funcs)) return "funcs is no list";
    const tools = funcs.map(toolOf);
    const bad = tools.indexOf(undefined);
    if (bad !== -1) return `function ${bad + 1} of funcs has no name`;
    return {
      id: typeof id === "number" || typeof id === "string" ? `kagentbench-${id}` : fallbackId,
      environment: QUERY,
      language: languageOf(query) ?? "en",
      query,
      tools: tools as Tool[],
      ...(typeof memory === "string" && memory.trim() !== "" ? { knowledge: [memory] } : {}),
      eval_only: true,
      licence: "CC-BY-NC-SA",
      world: rest,
    };
  },
};

/** A function, which may be the JSON text of one. */
function toolOf(item: JsonValue): Tool | undefined {
  const value = typeof item === "string" ? jsonOf(item) : item;
  const parsed = toolSchema.safeParse(value);
  if (!parsed.success || !isObject(value)) return undefined;
  const { parameters } = parsed.data;
  return parameters ? { ...parsed.data, parameters: { type: "object", ...parameters } } : parsed.data;
}
