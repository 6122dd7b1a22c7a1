import { readFile } from "node:fs/promises";
import type { Document, LineCounter } from "yaml";
import { MalformedInputError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json/value.ts";
import { fileError } from "../../store/file-error.ts";
import type { TemplateRow } from "./template-row.ts";

const FIX = "Write a template, or a list of them, as YAML 1.2.";

/** The values of a YAML file that should be templates: one, or a list, in each of its documents. */
export async function* readYamlTemplates(file: string): AsyncGenerator<TemplateRow> {
  const { parseAllDocuments, LineCounter } = await import("yaml");
  const lines = new LineCounter();
  const options = { lineCounter: lines, prettyErrors: false, version: "1.2" } as const;
  const documents = parseAllDocuments(await read(file), options);
  if (documents.length === 0) throw new MalformedInputError("the file is empty", FIX, { file });
  for (const document of documents as Document[]) {
    const [broken] = document.errors;
    if (broken !== undefined)
      throw new MalformedInputError(broken.message, FIX, { file, line: lines.linePos(broken.pos[0]).line });
    yield* rowsOf(document, lines, file);
  }
}

function* rowsOf(document: Document, lines: LineCounter, file: string): Generator<TemplateRow> {
  const content = contentOf(document, file);
  const isList = Array.isArray(content);
  for (const [index, value] of (isList ? content : [content]).entries()) {
    const base = isList ? [index] : [];
    const place = { file, line: lineAt(document, lines, base), row: index + 1 };
    yield { value, place, lineOf: (path) => lineAt(document, lines, [...base, ...keysOf(path)]) };
  }
}

/** The line of the node at these keys, or of the nearest one above it. */
function lineAt(document: Document, lines: LineCounter, keys: readonly (string | number)[]): number | undefined {
  for (let depth = keys.length; depth >= 0; depth--) {
    const node: unknown = depth === 0 ? document.contents : document.getIn(keys.slice(0, depth), true);
    const start = (node as { range?: [number, number, number] | null } | undefined)?.range?.[0];
    if (start !== undefined) return lines.linePos(start).line;
  }
  return undefined;
}

/** `layout.items[2].body` as keys. */
function keysOf(path: string): (string | number)[] {
  return (path.match(/[^.[\]]+/g) ?? []).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}

function contentOf(document: Document, file: string): JsonValue {
  try {
    return document.toJS({ maxAliasCount: 100 }) as JsonValue;
  } catch (cause) {
    // Aliases to nowhere, or so many that they multiply.
    throw new MalformedInputError((cause as Error).message, FIX, { file }, { cause });
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw fileError(error, file);
  }
}
