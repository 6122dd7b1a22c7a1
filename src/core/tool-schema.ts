import { z } from "zod";

/** A JSON Schema, as data: never trusted to be small, local or linear (see `filter/arguments-valid`). */
export const jsonSchemaSchema = z.record(z.string(), z.unknown());

/** What a model may call: name, description and the JSON Schema of its arguments. */
export const toolSchema = z.looseObject({
  name: z.string(),
  description: z.string().nullish(),
  parameters: jsonSchemaSchema.nullish(),
});

/** A tool wrapped as OpenAI's chat API and ATIF's `agent.tool_definitions` carry it. */
export const toolDefinitionSchema = z.looseObject({ type: z.literal("function"), function: toolSchema });
