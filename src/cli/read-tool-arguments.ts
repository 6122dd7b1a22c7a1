import { UsageError } from "../core/errors.ts";
import { parseJson } from "../core/json/parse.ts";
import { isObject, type JsonObject } from "../core/json/value.ts";

/** The words of `--args`, a JSON object. Throws UsageError where they are none. */
export function readToolArguments(text: string): JsonObject {
  const args = parse(text);
  if (isObject(args)) return args;
  throw new UsageError("--args is no JSON object", `Write --args '{"text": "..."}'.`);
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
