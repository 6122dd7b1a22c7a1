import { dirname, resolve } from "node:path";
import { z } from "zod";
import { UsageError } from "../../core/errors.ts";
import { withExactIntegers } from "../../core/json/exact-integers.ts";
import type { JsonObject } from "../../core/json/value.ts";
import { jsonSchemaSchema } from "../../core/tool-schema.ts";
import { isNamedItem, type NetworkSettings, namedTool } from "../named/named-tool.ts";
import { callEndpoint } from "./endpoint/call-endpoint.ts";
import { endpointSchema, variablesOf } from "./endpoint/endpoint.ts";
import { findProgram } from "./find-program.ts";
import { OWN_TOOL_LIMITS, type OwnTool } from "./own-tool.ts";
import { runCommand } from "./run-command.ts";

/** What stands beside a tool's definition. */
const running = {
  command: z.array(z.string().min(1)).min(1).optional(),
  http: endpointSchema.optional(),
  timeout_seconds: z.number().positive().max(3600).default(OWN_TOOL_LIMITS.timeoutSeconds),
  max_output_bytes: z.int().min(1).max(10_000_000).default(OWN_TOOL_LIMITS.maxBytes),
  environment: z.array(z.string().min(1)).default([]),
};
const name = z.string().regex(/^[\p{L}\p{N}_.-]{1,128}$/u, "a name has letters, digits and _ . - only");
const definition = { name, description: z.string().default("") };
const parameters = jsonSchemaSchema.optional();
const ignored = z.unknown().optional();
/** What MCP says of a tool besides. */
const mcp = {
  title: ignored,
  annotations: ignored,
  outputSchema: ignored,
  execution: ignored,
  icons: ignored,
  _meta: ignored,
};

const wrappedSchema = z.strictObject({
  type: z.literal("function"),
  function: z.strictObject({ ...definition, parameters, strict: ignored }),
  ...running,
});
const bareSchema = z.strictObject({ ...definition, parameters, ...running });
const mcpSchema = z.strictObject({ ...definition, inputSchema: jsonSchemaSchema, ...mcp, ...running });

/** A tool as OpenAI's chat API has it, wrapped or bare, or as MCP lists it. */
const toolItemSchema = z
  .union([
    wrappedSchema.transform(({ function: wrapped, ...how }) => ({ ...how, ...wrapped })),
    bareSchema,
    mcpSchema.transform(({ inputSchema, ...rest }) => ({ ...rest, parameters: inputSchema })),
  ])
  .transform(({ command, http, ...item }, { addIssue }) => {
    if (command !== undefined && http === undefined) return { ...item, command };
    if (http !== undefined && command === undefined) return { ...item, http };
    addIssue(command === undefined ? "has neither command nor http: nothing runs it" : "has both command and http");
    return z.NEVER;
  })
  .superRefine((item, { addIssue }) => {
    const unnamed = "http" in item ? variablesOf(item.http).filter((one) => !item.environment.includes(one)) : [];
    if (unnamed.length > 0) addIssue(`http: ${unnamed.join(", ")} must stand in environment, too`);
  });
const toolFileSchema = z.union([z.array(z.unknown()), z.looseObject({ tools: z.array(z.unknown()) })]);

type ToolItem = z.infer<typeof toolItemSchema>;

/**
 * The tools of a JSON file: a list of definitions, or `{"tools": [...]}`, each with the `command` that runs it: a list of words,
 * which gets the arguments as JSON on standard input and prints the observation; or with `http`, an address that is asked. One
 * that says `use` is a tool that comes with mat.
 * @throws {UsageError} for all that is wrong with it
 */
export function readToolFile(text: string, file: string, settings: NetworkSettings = {}): OwnTool[] {
  const folder = dirname(resolve(file));
  const read = itemsIn(text, file).map((item, at) => readItem(item, at, folder, settings));
  const problems = read.flatMap((one) => ("problem" in one ? [one.problem] : []));
  if (problems.length > 0) throw new UsageError(problems.join("; "), FIX, { file });
  return read.flatMap((one) => ("tool" in one ? [one.tool] : []));
}

function itemsIn(text: string, file: string): unknown[] {
  const parsed = toolFileSchema.safeParse(parse(text, file));
  if (!parsed.success) throw new UsageError("it is no list of tools", FIX, { file });
  return Array.isArray(parsed.data) ? parsed.data : parsed.data.tools;
}

type ReadItem = { readonly tool: OwnTool } | { readonly problem: string };

function readItem(item: unknown, at: number, folder: string, settings: NetworkSettings): ReadItem {
  if (isNamedItem(item)) return readNamedItem(item, at, settings);
  const { data, error } = toolItemSchema.safeParse(item);
  if (error !== undefined) return { problem: problemOf(item, at, error) };
  const { allowPrivate = false } = settings;
  return { tool: "http" in data ? endpointTool(data, allowPrivate) : commandTool(data, folder) };
}

function readNamedItem(item: JsonObject, at: number, settings: NetworkSettings): ReadItem {
  try {
    return { tool: namedTool(item, settings) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { problem: `tool ${at + 1}: ${error.message}` };
  }
}

const FIX = "docs/tools.md shows what a file of tools looks like.";

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`it is no JSON: ${(cause as Error).message}`, FIX, { file });
  }
}

interface ToolFields {
  readonly name?: unknown;
  readonly function?: { readonly name?: unknown };
  readonly inputSchema?: unknown;
}

/** What is wrong with a tool, by the one of the three shapes that it comes nearest to. */
function problemOf(item: unknown, at: number, error: z.ZodError): string {
  const fields = Object(item) as ToolFields;
  const shape = fields.function !== undefined ? 0 : fields.inputSchema !== undefined ? 2 : 1;
  const [issue] = error.issues;
  const issues = issue?.code === "invalid_union" ? (issue.errors[shape] ?? []) : error.issues;
  const said = issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`));
  const called = fields.function?.name ?? fields.name;
  return `tool ${at + 1}${typeof called === "string" ? ` (${called})` : ""}: ${said.join(", ")}`;
}

function shared({ name, description, parameters, ...item }: ToolItem) {
  return {
    tool: { name, description, ...(parameters === undefined ? {} : { parameters }) },
    timeoutMs: item.timeout_seconds * 1000,
    maxBytes: item.max_output_bytes,
    variables: item.environment,
  };
}

function endpointTool(item: Extract<ToolItem, { readonly http: unknown }>, allowPrivate: boolean): OwnTool {
  const tool = shared(item);
  return {
    ...tool,
    missing: () => unsetAmong(tool.variables),
    run: (args, signal) => callEndpoint(item.http, args, { ...tool, allowPrivate }, signal),
  };
}

function commandTool(item: Extract<ToolItem, { readonly command: unknown }>, folder: string): OwnTool {
  const { command } = item;
  const tool = shared(item);
  const { variables, maxBytes } = tool;
  return {
    ...tool,
    missing: () => unsetAmong(variables) ?? missingProgram(command[0]!, folder),
    run: (args, signal) =>
      runCommand({
        command,
        folder,
        environment: Object.fromEntries(variables.map((one) => [one, process.env[one] ?? ""])),
        input: JSON.stringify(withExactIntegers(args)),
        maxBytes,
        signal,
      }),
  };
}

function unsetAmong(variables: readonly string[]): string | undefined {
  const unset = variables.find((name) => process.env[name] === undefined);
  return unset === undefined ? undefined : `the environment variable ${unset} is not set`;
}

function missingProgram(program: string, folder: string): string | undefined {
  return findProgram(program, folder) === undefined ? `there is no program ${program}` : undefined;
}
