import { z } from "zod";

/** A JSON Schema, as data: never trusted to be small, local or linear (see `filter/arguments-valid`). */
export const jsonSchemaSchema = z.record(z.string(), z.unknown());
/** A JSON Schema as data. */
export type JsonSchema = z.infer<typeof jsonSchemaSchema>;

/** What a model may call: name, description and the JSON Schema of its arguments. */
export const toolSchema = z.looseObject({
  name: z.string(),
  description: z.string().nullish(),
  parameters: jsonSchemaSchema.nullish(),
});
/** What a model may call: see {@link toolSchema}. */
export type Tool = z.infer<typeof toolSchema>;

/** A tool wrapped as OpenAI's chat API and ATIF's `agent.tool_definitions` carry it. */
export const toolDefinitionSchema = z.looseObject({ type: z.literal("function"), function: toolSchema });
/** A wrapped tool: see {@link toolDefinitionSchema}. */
export type ToolDefinition = z.infer<typeof toolDefinitionSchema>;

/** Tools as a chat API and ATIF list them: each in its wrapper. */
export function toolDefinitions(tools: readonly Tool[]): ToolDefinition[] {
  return tools.map((tool) => ({ type: "function", function: tool }));
}
