import { detectLayout } from "../core/json/detect-layout.ts";
import type { FileLayout, JsonLayout } from "../core/json/layout.ts";
import { stringifyJson } from "../core/json/stringify.ts";
import type { JsonValue } from "../core/json/value.ts";
import { rowDepth } from "./row-content.ts";

/**
 * A function that lays a row out as its source was: as the file, and where the source row is laid out in another way (rows
 * with and without escapes in one file) as that row.
 */
export function sourceEncoder(file: FileLayout): (value: JsonValue, sourceText: string) => string {
  const depth = rowDepth(file);
  let layout: JsonLayout = file;
  return (value, sourceText) => {
    const source = sourceText.replaceAll("\r\n", "\n");
    const text = stringifyJson(value, layout, depth);
    if (text === source) return text;
    const found = detectLayout(source, depth);
    if (found === undefined) return text;
    layout = found;
    return stringifyJson(value, layout, depth);
  };
}
