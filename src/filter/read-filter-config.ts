import { readFile } from "node:fs/promises";
import { InputMissingError, UsageError } from "../core/errors.ts";
import { isObject, type JsonValue } from "../core/json/value.ts";
import type { FilterRequest } from "./filter-request.ts";

const FORM =
  "Write a list of filters, in YAML or JSON: `- filter: known-tools` and, indented below it, `action: mask`.";

/**
 * The filters that a configuration file lists: YAML or JSON, a list of `{filter: NAME, ...options}` (or that list under the
 * key `filters`). Throws InputMissingError, or one UsageError for all that is wrong with the file's form.
 */
export async function readFilterConfig(file: string): Promise<FilterRequest[]> {
  const { parseDocument, LineCounter, isCollection } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(await read(file), { lineCounter: lines, prettyErrors: false, version: "1.2" });
  const broken = document.errors[0];
  if (broken !== undefined) {
    throw new UsageError(broken.message, FORM, { file, line: lines.linePos(broken.pos[0]).line });
  }
  const content = converted(() => document.toJS({ maxAliasCount: 100 }) as JsonValue, file);
  const wrapped = isObject(content) && Object.hasOwn(content, "filters");
  const list = wrapped ? (content["filters"] as JsonValue) : content;
  if (!Array.isArray(list) || list.length === 0)
    throw new UsageError("it does not hold a list of filters", FORM, { file });
  const node: unknown = wrapped ? document.get("filters", true) : document.contents;
  const lineOf = (index: number) => {
    const item: unknown = isCollection(node) ? node.items[index] : undefined;
    const start = (item as { range?: [number, number, number] | null } | undefined)?.range?.[0];
    return start === undefined ? "" : `, line ${lines.linePos(start).line}`;
  };
  const problems: string[] = [];
  const requests = list.flatMap((item, index): FilterRequest[] => {
    const from = `${file}${lineOf(index)}`;
    const request = requestOf(item, from);
    if (request === undefined) problems.push(`${from}: filter ${index + 1} has no name under \`filter\``);
    return request === undefined ? [] : [request];
  });
  if (problems.length > 0) throw new UsageError(problems.join("\n"), FORM);
  return requests;
}

function requestOf(item: JsonValue, from: string): FilterRequest | undefined {
  if (typeof item === "string") return { filter: item, options: {}, from };
  if (!isObject(item) || typeof item["filter"] !== "string") return undefined;
  const { filter, ...options } = item;
  return { filter, options, from };
}

function converted(convert: () => JsonValue, file: string): JsonValue {
  try {
    return convert();
  } catch (cause) {
    // Aliases to nowhere, or so many that they multiply.
    throw new UsageError((cause as Error).message, FORM, { file }, { cause });
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const problem = code === "ENOENT" ? "there is no such file" : `it cannot be read (${code})`;
    throw new InputMissingError(problem, "Check the path given to --config.", { file }, { cause: error });
  }
}
