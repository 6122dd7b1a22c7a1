import { z } from "zod";
import { isObject, type JsonValue } from "../../core/json/value.ts";
import { nearestName } from "../../core/nearest-name.ts";
import { schemaProblems } from "../../core/schema-problems.ts";
import type { PathStep } from "./yaml-source.ts";

/** One thing that is wrong with a part of a run file. */
export interface KeyProblem {
  readonly path: readonly PathStep[];
  /** Begins with the key that it is about. */
  readonly problem: string;
}

/** All that a schema finds wrong with a value; a key that it does not know comes with the nearest one that it does. */
export function keyProblems(schema: z.ZodType, value: JsonValue): KeyProblem[] {
  return schemaProblems(schema, value, "is not known").map(({ path: text, problem, unknownKey }) => {
    const path = text.match(/[^.[\]]+/g) ?? [];
    const named = text === "" ? problem : `${text} ${problem}`;
    return { path, problem: unknownKey ? `${named}${nearestKey(schema, path)}` : named };
  });
}

function nearestKey(schema: z.ZodType, path: readonly string[]): string {
  const known = keysAt(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), path.slice(0, -1));
  const near = nearestName(path.at(-1)!, known);
  return near === undefined ? `; there are: ${known.join(", ")}` : `; did you mean "${near}"?`;
}

/** The keys that a JSON schema knows for the object at this path. */
function keysAt(schema: unknown, path: readonly string[]): string[] {
  if (!isObject(schema)) return [];
  if (Array.isArray(schema["anyOf"])) return schema["anyOf"].flatMap((choice) => keysAt(choice, path));
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const [step, ...below] = path;
  if (step === undefined) return Object.keys(properties);
  return keysAt(Object.hasOwn(properties, step) ? properties[step] : schema["items"], below);
}
