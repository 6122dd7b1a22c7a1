import type { Tool } from "../../../core/tool.ts";
import type { Language } from "../../../templates/template.ts";
import { madeTool } from "../../tool-making/made-tool.ts";

/** The names of the tools over tables. */
export const TABLE_TOOLS = { list: "list_tables", describe: "describe_table", query: "run_sql" } as const;

/** The tools over tables, as an agent is told of them. */
export function tableTools(language: Language): Tool[] {
  const zh = language === "zh";
  const { list, describe, query } = TABLE_TOOLS;
  return [
    madeTool(list, zh ? "列出所有表及其行数。" : "Lists all tables, with how many rows each has.", []),
    madeTool(
      describe,
      zh ? "显示一张表的列、类型和前几行。" : "Shows the columns of a table, their types and a few rows.",
      [{ name: "table", description: zh ? "表名" : "The name of the table" }],
    ),
    madeTool(
      query,
      zh
        ? "执行一条 SELECT 语句（DuckDB 语法，只读），最多显示 50 行。"
        : "Runs one SELECT statement (DuckDB's dialect, read only); at most 50 rows are shown.",
      [{ name: "sql", description: zh ? "SELECT 语句" : "The SELECT statement" }],
    ),
  ];
}
