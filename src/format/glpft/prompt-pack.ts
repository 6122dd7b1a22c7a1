import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { InputMissingError, MalformedInputError, UsageError } from "../../core/errors.ts";
import { parseJson } from "../../core/json/parse.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { ROLES, type Role } from "./role-files.ts";

/** One prompt text per role, with the placeholders {doc}, {tool_names}, {history} and (caller) {thought}. */
export type PromptPack = Readonly<Record<Role, string>>;

/** The packs that come with this package, our own wording: configs/prompts/<name>.json. */
const BUNDLED = ["glpft-en", "glpft-zh"];
const FOLDER = new URL("../../../configs/prompts/", import.meta.url);

/** Which of a pack's sets is taken when none is named and there are several. */
const DEFAULT_SET = "toolbench";

/** Reads a prompt pack: a bundled name or a JSON file whose keys are roles, or `<set>_<role>`. */
export async function loadPromptPack(name = "glpft-en", set?: string): Promise<PromptPack> {
  const file = BUNDLED.includes(name) ? fileURLToPath(new URL(`${name}.json`, FOLDER)) : name;
  const texts = await readTexts(file);
  const prefix = prefixOf(texts, file, set);
  const pack = Object.fromEntries(ROLES.map((role) => [role, texts[`${prefix}${role}`]]));
  const missing = ROLES.filter((role) => typeof pack[role] !== "string");
  if (missing.length > 0) {
    throw new UsageError(
      `the prompt pack has no text for ${missing.join(", ")}`,
      "Give one text per role: backbone, planner, caller, summarizer.",
      { file },
    );
  }
  return pack as PromptPack;
}

async function readTexts(file: string): Promise<JsonObject> {
  const value = parsed(await readPack(file), file);
  if (isObject(value)) return value;
  throw new MalformedInputError(
    "a prompt pack is one JSON object",
    'Write {"backbone": "...", "planner": "...", "caller": "...", "summarizer": "..."}.',
    { file },
  );
}

async function readPack(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const fix = `Give a JSON file, or one of the bundled packs: ${BUNDLED.join(", ")}.`;
    throw new InputMissingError(`the prompt pack cannot be read: ${(cause as Error).message}`, fix, { file });
  }
}

function parsed(text: string, file: string): JsonValue {
  try {
    return parseJson(text);
  } catch (cause) {
    throw new MalformedInputError(`the prompt pack is no JSON: ${(cause as Error).message}`, "Mend the file.", {
      file,
    });
  }
}

/** What stands before the role in this pack's keys: nothing, or the name of one of its sets. */
function prefixOf(texts: JsonObject, file: string, set: string | undefined): string {
  if (set === undefined && ROLES.some((role) => role in texts)) return "";
  const sets = Object.keys(texts).flatMap((key) =>
    key.endsWith("_planner") ? [key.slice(0, -"_planner".length)] : [],
  );
  const chosen = set ?? (sets.includes(DEFAULT_SET) ? DEFAULT_SET : sets.length === 1 ? sets[0] : undefined);
  if (chosen !== undefined && sets.includes(chosen)) return `${chosen}_`;
  const problem =
    set === undefined ? "the prompt pack holds several sets, or none" : `the prompt pack has no set "${set}"`;
  throw new UsageError(problem, `Name one with --prompt-set: ${sets.join(", ") || "(the pack has none)"}.`, { file });
}
