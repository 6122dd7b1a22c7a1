import { MatError } from "../../../core/errors.ts";
import type { Language } from "../../../templates/template.ts";
import type { ToolBox, ToolReply } from "../../../tools/tool-box.ts";
import { showResult } from "../db/show-result.ts";
import { quoted } from "./quoted.ts";
import type { TableDatabase } from "./table-database.ts";
import { TABLE_TOOLS, tableTools } from "./table-tools.ts";

/** How many rows a description shows. */
const SAMPLE = 3;

/** Does something with a database. */
type UseDatabase = <T>(work: (open: TableDatabase) => Promise<T>) => Promise<T>;

/** The tools over the tables of a database, which is asked for anew with each call. */
export function tableToolBox(use: UseDatabase, language: Language): ToolBox {
  const say = async (work: (open: TableDatabase) => Promise<string>): Promise<ToolReply> => {
    try {
      return { content: await use(work) };
    } catch (error) {
      // The tables themselves are gone or have changed: nothing that an agent could do about it.
      if (error instanceof MatError) throw error;
      return failure(error instanceof Error ? error.message : String(error));
    }
  };
  const select = async (open: TableDatabase, sql: string) =>
    showResult(await open.select(sql), "lines", "query", language);
  return {
    tools: tableTools(language),
    async call(name, args) {
      const [value] = Object.values(args);
      const text = typeof value === "string" ? value : JSON.stringify(value ?? "");
      if (name === TABLE_TOOLS.list) return say(async (open) => listed(open, language));
      if (name === TABLE_TOOLS.query) return say((open) => select(open, text));
      return say(async (open) => {
        const table = open.tables.find((one) => one.name.toLowerCase() === text.trim().toLowerCase());
        if (table === undefined)
          throw new Error(language === "zh" ? `没有名为${text}的表` : `there is no table ${text}`);
        const columns = table.columns.map((column) => `  ${column.name} ${column.type}`).join("\n");
        return `${table.name}\n${columns}\n\n${await select(open, `SELECT * FROM ${quoted(table.name)} LIMIT ${SAMPLE}`)}`;
      });
    },
  };
}

function listed({ tables }: TableDatabase, language: Language): string {
  const word = language === "zh" ? "行" : "rows";
  return tables.map(({ name, rows }) => `- ${name} (${rows} ${word})`).join("\n");
}

/** DuckDB's message, without the drawing of where in the statement it is. */
function failure(message: string): ToolReply {
  const [first = ""] = message.split("\n\nLINE ");
  return { content: JSON.stringify({ error: first.trim().slice(0, 400) }), failed: true };
}
