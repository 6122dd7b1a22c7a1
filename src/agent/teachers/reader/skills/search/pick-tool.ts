import { isObject, type JsonObject } from "../../../../../core/json/value.ts";
import type { Tool } from "../../../../../core/tool.ts";

/** What a tool is wanted for. */
export type Want = "search" | "open";

const ENCYCLOPEDIA = /encyclop|百科/i;
/** What speaks for a tool, in its description and in that of its one parameter. */
const SIGNS: Readonly<Record<Want, { readonly description: readonly RegExp[]; readonly parameter: RegExp }>> = {
  search: {
    description: [/\b(?:searche?s?|finds?)\b|搜索，|查找|检索/i, /titles?|标题|条目/i],
    parameter: /search|搜索/i,
  },
  open: {
    description: [/^(?:opens?|reads?|returns?|shows?)\b|^(?:打开|读取|按\S{0,4}编号)/i, /\b(?:whole|full)\b|全文/i],
    parameter: /\bid\b|编号/i,
  },
};
/** A tool that has fewer signs is for something else. */
const ENOUGH = 2;

/** The tool that most speaks for, the first of several; undefined where nothing has enough. */
export function pickTool(tools: readonly Tool[], want: Want): Tool | undefined {
  const scores = tools.map((tool) => scoreOf(tool, want));
  const best = Math.max(0, ...scores);
  return best < ENOUGH ? undefined : tools[scores.indexOf(best)];
}

function scoreOf({ description, parameters }: Tool, want: Want): number {
  const properties = Object.values(propertiesOf(parameters));
  if (!ENCYCLOPEDIA.test(description ?? "") || properties.length !== 1) return 0;
  const said = isObject(properties[0]) ? String(properties[0]["description"] ?? "") : "";
  const { description: signs, parameter } = SIGNS[want];
  return signs.filter((sign) => sign.test(description ?? "")).length + (parameter.test(said) ? 1 : 0);
}

function propertiesOf(parameters: Tool["parameters"]): JsonObject {
  return (parameters?.["properties"] ?? {}) as JsonObject;
}

/** The name of a tool's one parameter. */
export function parameterOf({ parameters }: Tool): string {
  return Object.keys(propertiesOf(parameters))[0] ?? "";
}
