import { z } from "zod";
import { PluginError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json/value.ts";
import { jsonSchemaSchema } from "../../core/tool-schema.ts";
import { OWN_TOOL_LIMITS, type OwnTool } from "./own-tool.ts";

/** What a tool of a module is called with beside its arguments. */
export interface ToolCallContext {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** A tool as a module exports it. */
export interface ModuleTool {
  readonly name: string;
  readonly description?: string;
  /** A JSON Schema. */
  readonly parameters?: JsonObject;
  readonly timeout_seconds?: number;
  readonly max_output_bytes?: number;
  /** Gives a text, or anything that JSON can say. What it throws becomes the agent's observation. */
  call(args: JsonObject, context: ToolCallContext): unknown;
}

const moduleSchema = z.object({
  tools: z.array(
    z.object({
      name: z.string().regex(/^[\p{L}\p{N}_.-]{1,128}$/u, "a name has letters, digits and _ . - only"),
      description: z.string().default(""),
      parameters: jsonSchemaSchema.optional(),
      timeout_seconds: z.number().positive().max(3600).default(OWN_TOOL_LIMITS.timeoutSeconds),
      max_output_bytes: z.int().min(1).max(10_000_000).default(OWN_TOOL_LIMITS.maxBytes),
      call: z.custom<ModuleTool["call"]>((value) => typeof value === "function", "is no function"),
    }),
  ),
});

/** The tools that a module exports as `tools`; `source` is its name for errors. Throws PluginError where it exports none. */
export function moduleTools(module: unknown, source: string): OwnTool[] {
  const exported = exportsOf(module);
  const { data, error } = moduleSchema.safeParse(exported);
  if (data === undefined) {
    const problems = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    throw new PluginError(`${source} has no tools: ${problems}`, "docs/tools.md shows what a module of tools exports.");
  }
  // The tools themselves are called, not copies of them: they may have state of their own.
  const { tools } = exported as { readonly tools: readonly ModuleTool[] };
  return data.tools.map(({ name, description, parameters, ...limits }, at) => ({
    tool: { name, description, ...(parameters === undefined ? {} : { parameters }) },
    timeoutMs: limits.timeout_seconds * 1000,
    maxBytes: limits.max_output_bytes,
    variables: [],
    // The trajectory keeps the arguments: a tool gets a copy of its own.
    run: async (args, signal) => textOf(await tools[at]!.call(structuredClone(args), { signal })),
  }));
}

/** What a CommonJS module exports is its default, and not always more: nobody knows the names without running it. */
function exportsOf(module: unknown): unknown {
  const { tools, default: standing } = Object(module) as { readonly tools?: unknown; readonly default?: unknown };
  return tools === undefined && standing !== undefined ? standing : module;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
