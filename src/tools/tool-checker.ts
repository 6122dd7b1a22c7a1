import type { JsonObject, JsonValue } from "../core/json/value.ts";
import { nearestName } from "../core/nearest-name.ts";
import { CostlyCheck } from "./json-schema/linear-pattern.ts";
import { createSchemaCache } from "./json-schema/schema-cache.ts";
import type { ToolBox, ToolReply } from "./tool-box.ts";

/**
 * Puts a check in front of tools: a call of a tool that is not there, and arguments that do not fit the tool's JSON Schema or
 * that it does not name, become a reply that says what is wrong, and the tool is not called. Compiled schemas are kept, so
 * one checker serves all episodes of a run.
 */
export function createToolChecker(): (box: ToolBox) => ToolBox {
  const schemaOf = createSchemaCache();
  return (box) => ({
    tools: box.tools,
    async call(name, args, signal) {
      const tool = box.tools.find((one) => one.name === name);
      if (tool === undefined) return failed(unknownTool(name, box));
      const problem = problemOf((tool.parameters ?? undefined) as JsonValue | undefined, args, schemaOf);
      return problem === undefined ? box.call(name, args, signal) : failed(`invalid arguments for ${name}: ${problem}`);
    },
  });
}

function failed(error: string): ToolReply {
  return { content: JSON.stringify({ error }), failed: true };
}

function unknownTool(name: string, { tools }: ToolBox): string {
  const names = tools.map((tool) => tool.name);
  const near = nearestName(name, names);
  if (near !== undefined) return `there is no tool ${name}; did you mean ${near}?`;
  return names.length === 0 ? `there is no tool ${name}, and no other either` : `there is no tool ${name}`;
}

function problemOf(
  parameters: JsonValue | undefined,
  args: JsonObject,
  schemaOf: ReturnType<typeof createSchemaCache>,
): string | undefined {
  if (parameters === undefined) return undefined;
  const schema = schemaOf(parameters);
  // A tool whose own schema says nothing that can be checked is called as it is asked.
  if (schema.unusable !== undefined) return undefined;
  try {
    const problem = schema.check(args);
    if (problem !== undefined) return problem;
  } catch (error) {
    if (error instanceof CostlyCheck || error instanceof RangeError) return "they cannot be checked in reasonable time";
    throw error;
  }
  const extra = schema.declares && Object.keys(args).filter((key) => !schema.declares!(key));
  return extra?.length ? `the tool has no parameter ${extra.slice(0, 5).join(", ")}` : undefined;
}
