import type { z } from "zod";
import type { jsonSchemaSchema, toolDefinitionSchema, toolSchema } from "./tool-schema.ts";

/** A JSON Schema as data. */
export type JsonSchema = z.infer<typeof jsonSchemaSchema>;
/** What a model may call: see {@link toolSchema}. */
export type Tool = z.infer<typeof toolSchema>;
/** A wrapped tool: see {@link toolDefinitionSchema}. */
export type ToolDefinition = z.infer<typeof toolDefinitionSchema>;

/** Tools as a chat API and ATIF list them: each in its wrapper. */
export function toolDefinitions(tools: readonly Tool[]): ToolDefinition[] {
  return tools.map((tool) => ({ type: "function", function: tool }));
}
