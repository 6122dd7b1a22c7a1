import type { JsonObject } from "../../../../../core/json/value.ts";
import type { Tool } from "../../../../../core/tool.ts";

/** What a tool is wanted for. */
export type Want = "overview" | "list" | "describe" | "query" | "change";

/** What a tool's description says that is for this, and how many parameters it has. */
const SIGNS: Readonly<Record<Want, { readonly all: readonly RegExp[]; readonly parameters: number }>> = {
  overview: {
    all: [/\bdatabase\b|数据库/i, /\b(?:all tables|every table)\b.*\bcolumns?\b|所有表及其列|每张表、每一列/i],
    parameters: 0,
  },
  list: { all: [/\b(?:lists|names of)\b.*\btables of the database\b|数据库中(?:的|所有)表/i], parameters: 0 },
  describe: { all: [/\b(?:one|a) table of the database\b|数据库中一张表/i], parameters: 1 },
  query: {
    all: [/\b(?:on|of) the database\b|在数据库上|数据库的/i, /\bSELECT\b|SQL query|SELECT|SQL查询/i],
    parameters: 1,
  },
  change: { all: [/\bdatabase\b|数据库/i, /INSERT.*UPDATE.*DELETE/], parameters: 1 },
};

/** The first tool whose description has all the signs; that another would fit as well is not asked. */
export function pickTool(tools: readonly Tool[], want: Want): Tool | undefined {
  const { all, parameters } = SIGNS[want];
  return tools.find(({ description, parameters: schema }) => {
    const said = description ?? "";
    const count = Object.keys((schema?.["properties"] ?? {}) as JsonObject).length;
    const isChange = want !== "change" && /INSERT|DELETE/.test(said);
    return count === parameters && !isChange && all.every((sign) => sign.test(said));
  });
}
