import type { JsonObject } from "../../../core/json/value.ts";
import type { Language } from "../../../templates/template.ts";
import type { ToolBox, ToolReply } from "../../../tools/tool-box.ts";
import { idleReply } from "../../tool-making/distractor-tools.ts";
import type { DatabaseTools } from "./db-tools.ts";
import type { StatementKind } from "./duckdb/run-one.ts";
import { runStatement } from "./duckdb/run-statement.ts";
import { showResult } from "./show-result.ts";
import { showSchema, showTable, showTables } from "./show-schema.ts";
import type { Table } from "./table.ts";

/** A world's tools, and its tables as they are now. */
export interface DatabaseWorld {
  readonly box: ToolBox;
  readonly tables: () => readonly Table[];
}

/** What a world's tools look into. */
export interface DatabaseState {
  readonly tables: readonly Table[];
  /** The tables as they were some time ago. */
  readonly stale: readonly Table[];
  readonly language: Language;
}

/**
 * The tools of a task over its tables. The tables are kept here; a database has them only while a statement runs, so that
 * worlds share nothing and hold nothing that must be freed.
 */
export function databaseWorld({ tools, roles, results, backups }: DatabaseTools, state: DatabaseState): DatabaseWorld {
  const { stale, language } = state;
  let { tables } = state;
  const run = async (over: readonly Table[], sql: string, kind: StatementKind): Promise<ToolReply> => {
    try {
      const result = await runStatement(over, sql, kind);
      if (kind === "change") tables = result.tables;
      return { content: showResult(result, results, kind, language) };
    } catch (error) {
      return failure(error instanceof Error ? error.message : String(error));
    }
  };
  return {
    tables: () => tables,
    box: {
      tools,
      async call(name, args): Promise<ToolReply> {
        if (name === roles.overview?.name) return { content: showSchema(tables, results, language) };
        if (name === roles.list?.name) return { content: showTables(tables, results) };
        if (name === roles.describe?.name) return describe(tables, textIn(args), results, language);
        if (name === roles.query?.name) return run(tables, textIn(args), "query");
        if (name === roles.change?.name) return run(tables, textIn(args), "change");
        return backups.includes(name) ? run(stale, textIn(args), "query") : { content: idleReply(language) };
      },
    },
  };
}

/** Every tool of a database has one parameter. */
function textIn(args: JsonObject): string {
  const [value] = Object.values(args);
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}

/** DuckDB's message, without the drawing of where in the statement it is. */
function failure(message: string): ToolReply {
  const [first = ""] = message.split("\n\nLINE ");
  return { content: JSON.stringify({ error: first.trim().slice(0, 400) }), failed: true };
}

function describe(
  tables: readonly Table[],
  name: string,
  style: DatabaseTools["results"],
  language: Language,
): ToolReply {
  const table = tables.find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
  if (table !== undefined) return { content: showTable(table, style, language) };
  return failure(language === "zh" ? `没有名为${name}的表` : `there is no table ${name}`);
}
