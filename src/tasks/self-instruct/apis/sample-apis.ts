import type { Random } from "../../../core/random.ts";
import type { ApiTool, SampledApi } from "./api-tool.ts";

/** As ToolBench names its sets: APIs of one tool, of several tools of a category, of several of a collection or categories. */
export const API_SCOPES = ["G1", "G2", "G3"] as const;
/** One of {@link API_SCOPES}. */
export type ApiScope = (typeof API_SCOPES)[number];

/** APIs that a query is to be about, and how many of them it needs at least. */
export interface ApiSample {
  readonly scope: ApiScope;
  readonly apis: readonly SampledApi[];
  readonly least: number;
}

/** How many APIs a query needs at least, by level. */
const LEAST = [0, 1, 1, 2, 3, 4];
const MOST_APIS = 10;
const MOST_OF_ONE = 4;

/** Which kinds of sets these tools have. */
export function scopesOf(tools: readonly ApiTool[]): ApiScope[] {
  const has = { G1: tools.length > 0, G2: groupsOf(tools, "G2").length > 0, G3: groupsOf(tools, "G3").length > 0 };
  return API_SCOPES.filter((scope) => has[scope]);
}

/** Draws a set of a kind that these tools have. */
export function sampleApis(tools: readonly ApiTool[], scope: ApiScope, level: number, random: Random): ApiSample {
  const wanted = LEAST[level]!;
  if (scope === "G1") {
    const enough = tools.filter(({ apis }) => apis.length >= wanted);
    const tool = enough.length > 0 ? random.pick(enough) : largest(tools);
    const apis = apisOf(tool, MOST_APIS, random);
    return { scope, apis, least: Math.min(wanted, apis.length) };
  }
  const group = random.pick(groupsOf(tools, scope));
  const chosen = random.shuffled(group).slice(0, Math.min(group.length, 2 + random.below(2)));
  const drawn = scope === "G3" ? ofDifferentCategories(chosen, group, random) : chosen;
  const apis = withOneName(drawn.flatMap((tool) => apisOf(tool, MOST_OF_ONE, random))).slice(0, MOST_APIS);
  return { scope, apis, least: Math.min(Math.max(2, wanted), apis.length) };
}

/** Tools of which several may stand in one set. */
function groupsOf(tools: readonly ApiTool[], scope: "G2" | "G3"): ApiTool[][] {
  const named =
    scope === "G2" ? grouped(tools, ({ category }) => category) : grouped(tools, ({ collection }) => collection);
  const groups = named.filter((group) => group.length > 1);
  if (scope === "G2" || groups.length > 0) return groups;
  // ToolBench's folder of tools does not say which collections they are in.
  return new Set(tools.map(({ category }) => category)).size > 1 ? [[...tools]] : [];
}

function grouped(tools: readonly ApiTool[], nameOf: (tool: ApiTool) => string | undefined): ApiTool[][] {
  const groups = new Map<string, ApiTool[]>();
  for (const tool of tools) {
    const name = nameOf(tool);
    if (name !== undefined) groups.set(name, [...(groups.get(name) ?? []), tool]);
  }
  return [...groups.values()];
}

/** Without a collection the tools are of categories that differ. */
function ofDifferentCategories(chosen: readonly ApiTool[], group: readonly ApiTool[], random: Random): ApiTool[] {
  if (chosen.every(({ collection }) => collection !== undefined)) return [...chosen];
  const drawn = new Map<string, ApiTool>();
  for (const tool of [...chosen, ...random.shuffled(group)]) {
    if (drawn.size === chosen.length) break;
    if (!drawn.has(tool.category)) drawn.set(tool.category, tool);
  }
  return [...drawn.values()];
}

function largest(tools: readonly ApiTool[]): ApiTool {
  return tools.reduce((most, tool) => (tool.apis.length > most.apis.length ? tool : most));
}

function apisOf(tool: ApiTool, most: number, random: Random): SampledApi[] {
  return random
    .shuffled(tool.apis)
    .slice(0, most)
    .map((api) => ({ api, of: tool }));
}

/** Two APIs of one name cannot be told apart in a call: the first stays. */
function withOneName(apis: readonly SampledApi[]): SampledApi[] {
  return apis.filter(({ api }, at) => apis.findIndex((one) => one.api.name === api.name) === at);
}
