import type { Random } from "../../../core/random.ts";
import type { Tool } from "../../../core/tool.ts";
import type { Language } from "../../../templates/template.ts";
import type { TaskOptions } from "../../environment.ts";
import { distractorTools } from "../../tool-making/distractor-tools.ts";
import { madeTool, type ToolParameter } from "../../tool-making/made-tool.ts";
import { createToolNames, type NameWords, type ToolNames } from "../../tool-making/tool-name.ts";
import { ALIKE, type AlikeTool, BACKUPS, DESCRIPTIONS, PARAMETERS, ROLE_WORDS, type Role } from "./tool-wordings.ts";

/** The tools of one task. */
export interface DatabaseTools {
  readonly tools: readonly Tool[];
  /** The needed tools by what they do; a task whose tools are missing has none. */
  readonly roles: Readonly<Partial<Record<Role, Tool>>>;
  /** Tools that read a copy of the database that is out of date, by name. */
  readonly backups: readonly string[];
  /** How results are written. */
  readonly results: "json" | "lines";
}

/** How many tools a task has, how many look like those that are needed, and how many of these read an old copy, by level. */
const COUNT_BY_LEVEL = [0, 3, 6, 12, 25, 60];
const ALIKE_BY_LEVEL = [0, 0, 1, 2, 5, 11];
const BACKUPS_BY_LEVEL = [0, 0, 0, 0, 1, 1];

interface ToolDraw {
  readonly language: Language;
  readonly level: number;
  readonly split: TaskOptions["split"];
  /** The tools that the task needs are left out. */
  readonly missing: boolean;
}

/** Draws the tools of a task. */
export function drawTools(random: Random, { language, level, split, missing }: ToolDraw): DatabaseTools {
  const names = createToolNames(random, split);
  const make = (role: Role) => toolFor(random, names, role, language);
  const looks: readonly Role[] = level === 1 || random.chance(0.3) ? ["overview"] : ["list", "describe"];
  const roles = missing
    ? {}
    : Object.fromEntries([...looks, "query" as const, "change" as const].map((role) => [role, make(role)]));
  const alike = (many: readonly AlikeTool[], count: number) =>
    random
      .shuffled(many)
      .slice(0, count)
      .map((one) => alikeTool(names, one, language));
  // Where no tool can reach the database, none reaches a copy of it.
  const backups = missing ? [] : alike(BACKUPS, BACKUPS_BY_LEVEL[level]!);
  const similar = alike(ALIKE, ALIKE_BY_LEVEL[level]!);
  const needed = Object.values(roles);
  const count = COUNT_BY_LEVEL[level]! - needed.length - backups.length - similar.length;
  return {
    roles,
    backups: backups.map(({ name }) => name),
    tools: random.shuffled([...needed, ...backups, ...similar, ...distractorTools(random, names, language, count)]),
    results: random.pick(["json", "lines"]),
  };
}

function toolFor(random: Random, names: ToolNames, role: Role, language: Language): Tool {
  return madeTool(
    names.name(ROLE_WORDS[role]),
    random.pick(DESCRIPTIONS[role][language]),
    parametersOf(names, role, language),
  );
}

function alikeTool(names: ToolNames, [role, en, zh]: AlikeTool, language: Language): Tool {
  const words: NameWords = ROLE_WORDS[role];
  return madeTool(names.name(words), language === "zh" ? zh : en, parametersOf(names, role, language));
}

function parametersOf(names: ToolNames, role: Role, language: Language): ToolParameter[] {
  const parameter = PARAMETERS[role];
  if (parameter === undefined) return [];
  const [options, en, zh] = parameter;
  return [{ name: names.parameter(options.split("|")), description: language === "zh" ? zh : en }];
}
