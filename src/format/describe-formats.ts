import { z } from "zod";
import { isObject, type JsonValue } from "../core/json/value.ts";
import { FORMATS, loadFormat } from "./registry.ts";

/** One option of a format's reader or writer. */
export interface FormatOptionDescription {
  readonly name: string;
  readonly description: string;
  /** `string`, `number`, `boolean`, or the values to choose from. */
  readonly type: string;
  readonly required: boolean;
  readonly default?: JsonValue;
}

/** A format as `mat formats` and the reference show it. */
export interface FormatDescription {
  readonly name: string;
  readonly title: string;
  /** What one row is. */
  readonly row: string;
  readonly reads: boolean;
  readonly writes: boolean;
  /** Does it write a folder of files? */
  readonly folder: boolean;
  /** The ATIF fields that it cannot hold. */
  readonly loses: readonly string[];
  readonly read_options: readonly FormatOptionDescription[];
  readonly write_options: readonly FormatOptionDescription[];
}

/** What formats read, write and lose, in the registry's order: every one, or those of these names. */
export async function describeFormats(names = Object.keys(FORMATS)): Promise<FormatDescription[]> {
  return Promise.all(Object.keys(FORMATS).flatMap((name) => (names.includes(name) ? [describeFormat(name)] : [])));
}

async function describeFormat(name: string): Promise<FormatDescription> {
  const { title, row, loses, reading, writing } = await loadFormat(name);
  return {
    name,
    title,
    row,
    reads: reading !== undefined,
    writes: writing !== undefined,
    folder: writing?.folder ?? false,
    loses,
    read_options: reading === undefined ? [] : describeOptions(reading.options),
    write_options: writing === undefined ? [] : describeOptions(writing.options),
  };
}

/** The options that a schema takes, off its JSON Schema. */
function describeOptions(schema: z.ZodType): FormatOptionDescription[] {
  const { properties, required } = z.toJSONSchema(schema, { io: "input" });
  return Object.entries(properties ?? {}).map(([name, property]) => {
    const known = isObject(property) ? property : {};
    return {
      name,
      description: typeof known["description"] === "string" ? known["description"] : "",
      type: typeOf(known),
      required: required?.includes(name) ?? false,
      ...(known["default"] === undefined ? {} : { default: known["default"] }),
    };
  });
}

function typeOf(property: { readonly [key: string]: JsonValue }): string {
  if (Array.isArray(property["enum"])) return property["enum"].map(String).join("|");
  if (property["const"] !== undefined) return String(property["const"]);
  if (Array.isArray(property["anyOf"]))
    return property["anyOf"].map((item) => (isObject(item) ? typeOf(item) : "any")).join("|");
  return typeof property["type"] === "string" ? property["type"] : "any";
}
