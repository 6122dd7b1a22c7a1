import type { JsonObject } from "../../../../../core/json/value.ts";
import type { Tool } from "../../../../../core/tool.ts";
import type { Role } from "../../../../../tasks/environments/time/role.ts";

/** What speaks for a tool: words of its description, and how many parameters it has. */
interface Signs {
  readonly description: readonly RegExp[];
  readonly parameters: number;
}

const SIGNS: Readonly<Record<Role, Signs>> = {
  register: { description: [/\bevent\b|活动/i, /\bexact name|准确名称/i, /\bregister\b|登记/i], parameters: 1 },
  opening: { description: [/\borganisation|institution\b|机构/i, /\bclosed|closing\b|闭馆|开放/i], parameters: 1 },
  clock: { description: [/\bcity\b|城市/i, /\bUTC\b/], parameters: 1 },
  today: { description: [/\btoday|present date\b|今天/i, /\bdate\b|日期|哪一天/i], parameters: 0 },
  shift: { description: [/\bdays, weeks\b|天、(?:若干)?周/i, /\bdate\b|日期/i], parameters: 3 },
  difference: { description: [/\btwo dates\b|两个日期|start date|起止/i, /\bdays\b|天数|多少天/i], parameters: 2 },
  calendar: { description: [/\bdate\b|日期|某一天/i, /\bweekday\b|星期/i], parameters: 1 },
  lunar: { description: [/\blunar\b|农历/i, /\bGregorian\b|公历/i], parameters: 4 },
  terms: { description: [/\bterms\b|节气|学期/i, /\byear\b|年/i], parameters: 1 },
  holidays: { description: [/\bholidays|festivals\b|节日|假期/i, /\byear\b|年/i], parameters: 1 },
};
/** A tool that has fewer signs is for something else. */
const ENOUGH = 2;

/** The tool that most speaks for, the first of several; undefined where nothing has enough. */
export function pickTool(tools: readonly Tool[], role: Role): Tool | undefined {
  const scores = tools.map((tool) => scoreOf(tool, SIGNS[role]));
  const best = Math.max(0, ...scores);
  return best < ENOUGH ? undefined : tools[scores.indexOf(best)];
}

function scoreOf(tool: Tool, { description, parameters }: Signs): number {
  if (parameterNames(tool).length !== parameters) return 0;
  return description.filter((sign) => sign.test(tool.description ?? "")).length;
}

/** The names of a tool's parameters, in order. */
export function parameterNames({ parameters }: Tool): string[] {
  return Object.keys((parameters?.["properties"] ?? {}) as JsonObject);
}
