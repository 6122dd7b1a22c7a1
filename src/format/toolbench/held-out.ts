import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { InputMissingError, WrongFormatError } from "../../core/errors.ts";
import { parseJson } from "../../core/json/parse.ts";
import { isObject, type JsonValue } from "../../core/json/value.ts";

/** The query ids of ToolBench's test sets: the keys of every JSON object (or items of every list) in the folder's files. */
export async function readHeldOutIds(folder: string): Promise<ReadonlySet<string>> {
  const files = (await listJson(folder)).sort();
  if (files.length === 0)
    throw new InputMissingError(
      `${folder} holds no .json file of held-out query ids`,
      "Give the folder test_query_ids of ToolBench's data.",
      { file: folder },
    );
  const ids = new Set<string>();
  for (const file of files) for (const id of await idsOf(join(folder, file))) ids.add(id);
  return ids;
}

async function listJson(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(".json"));
  } catch (cause) {
    throw new InputMissingError(
      `the folder of held-out query ids cannot be read: ${(cause as Error).message}`,
      "Check the path given as --held-out.",
      { file: folder },
    );
  }
}

async function idsOf(file: string): Promise<string[]> {
  const value = parsed(await readFile(file, "utf8"));
  if (isObject(value)) return Object.keys(value);
  if (Array.isArray(value)) return value.map(String);
  throw new WrongFormatError(
    "toolbench",
    "held-out query ids must be the keys of one JSON object",
    "Give ToolBench's test_query_ids/<set>.json as they are.",
    { file },
  );
}

function parsed(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
