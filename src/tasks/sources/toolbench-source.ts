import { resolve } from "node:path";
import type { Tool } from "../../core/tool.ts";
import { languageOf } from "../../templates/language-of.ts";
import { QUERY } from "../query-world.ts";
import type { TaskSource } from "./task-source.ts";
import { toolbenchTool } from "./toolbench-tool.ts";
import { withOtherNames } from "./with-other-names.ts";

/**
 * ToolBench's instruction files: `{query, api_list, query_id}`. Files of a folder called `test_instruction` are for
 * evaluation alone. Source: ToolBench (Qin et al. 2023).
 */
export const toolbenchSource: TaskSource = {
  name: "toolbench-instructions",
  fits: (row) => row["api_list"] !== undefined,
  read(row, { fallbackId, file }) {
    const { query, api_list: apis, query_id: id } = row;
    if (typeof query !== "string" || query.trim() === "") return "query is no text";
    if (!Array.isArray(apis)) return "api_list is no list";
    const tools = apis.map(toolbenchTool);
    const bad = tools.indexOf(undefined);
    if (bad !== -1) return `api ${bad + 1} of api_list has no tool_name and api_name`;
    return {
      id: typeof id === "number" || typeof id === "string" ? `toolbench-${id}` : fallbackId,
      environment: QUERY,
      language: languageOf(query) ?? "en",
      query,
      tools: withOtherNames(tools as Tool[]),
      ...(/(?:^|[\\/])test_instruction[\\/]/.test(resolve(file)) ? { eval_only: true } : {}),
      licence: "Apache-2.0",
    };
  },
};
