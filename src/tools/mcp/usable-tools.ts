import { z } from "zod";
import { countMembers } from "../../core/json/depth.ts";
import type { JsonValue } from "../../core/json/value.ts";
import type { Tool } from "../../core/tool.ts";
import { jsonSchemaSchema } from "../../core/tool-schema.ts";
import { quoted } from "../../core/visible-text.ts";
import { createSchemaCache } from "../json-schema/schema-cache.ts";

const listedSchema = z.looseObject({
  name: z.string().regex(/^[\p{L}\p{N}_.-]{1,128}$/u, "has other characters than letters, digits and _ . -"),
  description: z.string().max(20_000, "has more than 20,000 characters").nullish(),
  inputSchema: jsonSchemaSchema,
  execution: z.looseObject({ taskSupport: z.unknown().optional() }).nullish(),
});

/** The tools of a server that an agent can call, and of each other one why not. */
export interface UsableTools {
  readonly tools: readonly Tool[];
  readonly leftOut: readonly string[];
}

const DEEPEST = 100;

/** What of a server's list of tools can be used, by name: a server may list its tools in another order each time. */
export function usableTools(listed: readonly unknown[]): UsableTools {
  const problemOf = problemFinder();
  const tools: Tool[] = [];
  const leftOut: string[] = [];
  for (const item of listed) {
    const problem = problemOf(item);
    if (problem === undefined) tools.push(toolOf(item));
    else leftOut.push(`${nameOf(item)}: ${problem}`);
  }
  return { tools: tools.sort((one, other) => (one.name < other.name ? -1 : 1)), leftOut };
}

function nameOf(item: unknown): string {
  const { name } = Object(item) as { readonly name?: unknown };
  return typeof name === "string" ? quoted(name) : "a tool without a name";
}

function problemFinder(): (item: unknown) => string | undefined {
  const schemaOf = createSchemaCache();
  const names = new Set<string>();
  return (item) => {
    if (countMembers(item as JsonValue, DEEPEST) === undefined) return "its definition is nested too deep";
    const { data, error } = listedSchema.safeParse(item);
    if (data === undefined) return error.issues.map(({ path, message }) => [...path, message].join(" ")).join(", ");
    if (data.execution?.taskSupport === "required") return "it is called as a task only";
    if (names.has(data.name)) return "another tool has this name";
    names.add(data.name);
    return schemaOf(data.inputSchema as JsonValue).unusable?.message;
  };
}

function toolOf(item: unknown): Tool {
  const { name, description, inputSchema } = listedSchema.parse(item);
  // Which version of JSON Schema it is written in is nothing that an agent needs to know.
  const { $schema: _, ...parameters } = inputSchema;
  return { name, description: description ?? "", parameters };
}
