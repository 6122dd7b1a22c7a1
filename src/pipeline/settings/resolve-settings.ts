import { UsageError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json/value.ts";
import { schemaProblems } from "../../core/schema-problems.ts";
import { type Environment, readVariables } from "./read-variables.ts";
import { SETTINGS, type Setting } from "./settings.ts";

/** Who decides about settings, the last word first. */
export interface SettingSources {
  /** What flags say, by the setting's name. */
  readonly flags: Readonly<Record<string, JsonValue | undefined>>;
  readonly environment: Environment;
  /** What a run file says, and its name. */
  readonly file?: { readonly name: string; readonly settings: Readonly<JsonObject> } | undefined;
}

/** A setting with its value; null where nobody has set it and the command decides. */
export interface ResolvedSetting {
  readonly name: string;
  readonly value: JsonValue;
  readonly source: "flag" | "variable" | "run file" | "default";
  /** The source by its name: `--seed`, `MAT_SEED`, the run file. */
  readonly from: string;
}

/** All settings, and what there is to say about the variables of the environment. */
export interface ResolvedSettings {
  readonly settings: readonly ResolvedSetting[];
  readonly secrets: readonly string[];
  readonly warnings: readonly string[];
}

/** Decides about every setting: flag, then variable, then run file, then default. Throws UsageError for values of no use. */
export function resolveSettings(sources: SettingSources): ResolvedSettings {
  const { given, secrets, warnings } = readVariables(sources.environment);
  const settings = SETTINGS.map((setting) => resolve(setting, sources, given.get(setting.name)));
  const problems = settings.flatMap((resolved, at) => problemsOf(SETTINGS[at]!, resolved));
  if (problems.length > 0) throw new UsageError(problems.join("\n"), "mat config shows what is set, and where.");
  return { settings, secrets, warnings };
}

function resolve(
  { name, variable, usual, schema }: Setting,
  { flags, file }: SettingSources,
  text: string | undefined,
): ResolvedSetting {
  const flag = flags[name];
  if (flag !== undefined) return { name, value: flag, source: "flag", from: `--${name}` };
  if (text !== undefined) return { name, value: readText(text, schema), source: "variable", from: variable };
  const written = file?.settings[name];
  if (written !== undefined) return { name, value: written, source: "run file", from: file!.name };
  return { name, value: usual, source: "default", from: "default" };
}

/** What a text stands for: a number where the setting is one. */
function readText(text: string, schema: Setting["schema"]): JsonValue {
  return /^\d+$/.test(text) && schema.safeParse(text).error !== undefined ? Number(text) : text;
}

function problemsOf({ schema }: Setting, { value, source, from }: ResolvedSetting): string[] {
  if (source === "default" || source === "run file") return [];
  return schemaProblems(schema, value, "").map(({ problem }) => `${from} ${problem}`);
}
