import type { Random } from "../../../core/random.ts";
import type { Tool } from "../../../core/tool.ts";
import type { Language } from "../../../templates/template.ts";
import type { TaskOptions } from "../../environment.ts";
import { distractorTools } from "../../tool-making/distractor-tools.ts";
import { madeTool } from "../../tool-making/made-tool.ts";
import { createToolNames, type ToolNames } from "../../tool-making/tool-name.ts";
import { ROLES, type Role } from "./role.ts";
import { ALIKE, ROLE_DESCRIPTIONS, ROLE_PARAMETERS, ROLE_WORDS } from "./tool-descriptions.ts";

/** The tools of one task. */
export interface TimeTools {
  readonly tools: readonly Tool[];
  /** Those that work, by what they do. */
  readonly roles: Readonly<Partial<Record<Role, Tool>>>;
}

/** How many tools a task has, how many look like those that are needed, and how many work without being needed, by level. */
const COUNT_BY_LEVEL = [0, 3, 6, 12, 25, 60];
const ALIKE_BY_LEVEL = [0, 0, 1, 3, 6, 12];
const MORE_BY_LEVEL = [0, 0, 1, 3, 6, 10];

/** How many tools a task of a level can need. */
export function mostNeeded(level: number): number {
  return COUNT_BY_LEVEL[level]! - ALIKE_BY_LEVEL[level]!;
}

/** What tools are drawn for. */
export interface ToolDraw {
  readonly random: Random;
  readonly language: Language;
  readonly level: number;
  readonly split: TaskOptions["split"];
  /** What the task needs. */
  readonly needed: ReadonlySet<Role>;
  /** What it is not to have. */
  readonly missing?: Role | undefined;
}

/** Draws the tools of a task: the needed ones, others that work, some that look like them, and some that nobody needs. */
export function drawTools({ random, language, level, split, needed, missing }: ToolDraw): TimeTools {
  const names = createToolNames(random, split);
  const wanted = ROLES.filter((role) => needed.has(role) && role !== missing);
  const others = random.shuffled(ROLES.filter((role) => !needed.has(role) && role !== missing));
  const more = others.slice(0, Math.min(MORE_BY_LEVEL[level]!, mostNeeded(level) - wanted.length));
  const made = [...wanted, ...more].map((role) => {
    const description = random.pick(ROLE_DESCRIPTIONS[role][language]);
    return [role, roleTool(names, role, description, language)] as const;
  });
  const alike = random
    .shuffled(ALIKE)
    .slice(0, ALIKE_BY_LEVEL[level]!)
    .map(([role, en, zh]) => roleTool(names, role, { en, zh }[language], language));
  const rest = distractorTools(random, names, language, COUNT_BY_LEVEL[level]! - made.length - alike.length);
  return {
    roles: Object.fromEntries(made),
    tools: random.shuffled([...made.map(([, tool]) => tool), ...alike, ...rest]),
  };
}

function roleTool(names: ToolNames, role: Role, description: string, language: Language): Tool {
  const taken = new Set<string>();
  const parameters = ROLE_PARAMETERS[role].map(([options, type, en, zh]) => {
    const free = options.split("|").filter((one) => !taken.has(one));
    const name = names.parameter(free);
    for (const one of [name, name.toLowerCase()]) taken.add(one);
    // Most days are in no leap month.
    return { name, description: { en, zh }[language], type, optional: type === "boolean" };
  });
  return madeTool(names.name(ROLE_WORDS[role]), description, parameters);
}

/** A call's arguments, for values in the order of the tool's parameters; a mark that is not set is left out. */
export function argumentsFor(tool: Tool, values: readonly (string | number | boolean)[]) {
  const keys = Object.keys((tool.parameters?.["properties"] ?? {}) as object);
  return Object.fromEntries(keys.flatMap((key, at) => (values[at] === false ? [] : [[key, values[at]!]])));
}
