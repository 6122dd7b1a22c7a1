import { isObject, type JsonValue } from "../../../core/json/value.ts";

/**
 * The fields of `before` that `after` has not, or has otherwise: `parameters.properties.*.enum`. List positions and the
 * names of properties are not told apart.
 */
export function lostPaths(before: JsonValue | undefined, after: JsonValue | undefined): string[] {
  const paths = new Set<string>();
  compare(before, after, [], paths);
  return [...paths].sort();
}

function compare(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path: readonly string[],
  paths: Set<string>,
): void {
  const lost = () => paths.add(path.join("."));
  if (isObject(before) && isObject(after)) {
    const anyName = path.at(-1) === "properties";
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    for (const key of keys) compare(own(before, key), own(after, key), [...path, anyName ? "*" : key], paths);
    if (anyName && Object.keys(before).join("\n") !== Object.keys(after).join("\n")) lost();
  } else if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    for (const [index, item] of before.entries()) compare(item, after[index], path, paths);
  } else if (!Object.is(before, after)) lost();
}

function own(object: { readonly [key: string]: JsonValue }, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
