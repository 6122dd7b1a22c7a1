import { dirname, resolve } from "node:path";
import { z } from "zod";
import { UsageError } from "../../core/errors.ts";
import { variablesIn } from "../own/fill-variables.ts";
import { OWN_TOOL_LIMITS } from "../own/own-tool.ts";
import type { McpServer } from "./mcp-server.ts";
import { plainName } from "./server-name.ts";

const texts = z.record(z.string(), z.string()).default({});
const limits = {
  timeout_seconds: z.number().positive().max(3600).default(OWN_TOOL_LIMITS.timeoutSeconds),
  max_output_bytes: z.int().min(1).max(10_000_000).default(OWN_TOOL_LIMITS.maxBytes),
  disabled: z.boolean().default(false),
};
/** Other programs keep more beside it (what may be called without being asked): that is theirs. */
const programSchema = z.looseObject({
  type: z.literal("stdio").optional(),
  command: z.string().min(1),
  args: z.array(z.string()).default([]),
  env: texts,
  cwd: z.string().optional(),
  ...limits,
});
const addressSchema = z.looseObject({
  type: z.enum(["http", "streamable-http", "streamableHttp", "sse"]).default("http"),
  url: z.string().min(1),
  headers: texts,
  ...limits,
});
const fileSchema = z.looseObject({ mcpServers: z.record(z.string(), z.unknown()) });

/**
 * The servers of a file `{"mcpServers": {NAME: {...}}}`, as other programs have it: with `command`, `args` and `env`, or with `url`
 * and `headers`; all but those that are `disabled`.
 * @throws {UsageError} for all that is wrong with it
 */
export function readServerFile(text: string, file: string): McpServer[] {
  const items = Object.entries(itemsIn(text, file));
  const checked = items.map(([name, item]) => ({ name, ...schemaFor(item).safeParse(item) }));
  const problems = checked.flatMap(({ name, error }) => (error === undefined ? [] : [`${name}: ${said(error)}`]));
  if (problems.length > 0) throw new UsageError(problems.join("; "), FIX, { file });
  const folder = dirname(resolve(file));
  return checked
    .filter(({ data }) => !data!.disabled)
    .map(({ name, data }) => serverOf(plainName(name), data!, folder));
}

const FIX = "docs/mcp.md shows what a file of MCP servers looks like.";

function itemsIn(text: string, file: string): Readonly<Record<string, unknown>> {
  const { data } = fileSchema.safeParse(parse(text, file));
  if (data !== undefined) return data.mcpServers;
  throw new UsageError('it has no "mcpServers"', FIX, { file });
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`it is no JSON: ${(cause as Error).message}`, FIX, { file });
  }
}

function schemaFor(item: unknown) {
  return Object.hasOwn(Object(item), "url") ? addressSchema : programSchema;
}

function said(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join(", ");
}

type Item = z.infer<typeof programSchema> | z.infer<typeof addressSchema>;

function serverOf(name: string, item: Item, folder: string): McpServer {
  const given = "url" in item ? (item as z.infer<typeof addressSchema>).headers : (item as Program).env;
  const reached = "url" in item ? addressOf(item as z.infer<typeof addressSchema>) : programOf(item as Program, folder);
  return {
    name,
    reached,
    variables: [...new Set(variablesIn(JSON.stringify(reached)))],
    secrets: Object.fromEntries(Object.entries(given).filter(([key, value]) => isSecret(key, value))),
    timeoutMs: item.timeout_seconds * 1000,
    maxBytes: item.max_output_bytes,
  };
}

type Program = z.infer<typeof programSchema>;

function programOf({ command, args, env, cwd = "." }: Program, folder: string): McpServer["reached"] {
  return { over: "stdio", command: [command, ...args], environment: env, folder: resolve(folder, cwd) };
}

function addressOf({ type, url, headers }: z.infer<typeof addressSchema>): McpServer["reached"] {
  return { over: type === "sse" ? "sse" : "http", url, headers };
}

/** Is it a secret that stands in the file itself, as its name tells? */
function isSecret(key: string, value: string): boolean {
  return variablesIn(value).length === 0 && /key|token|secret|passw|auth|credential|cookie/i.test(key);
}
