import { z } from "zod";
import { UsageError } from "../../core/errors.ts";
import { isObject, type JsonObject } from "../../core/json/value.ts";
import { nearestName } from "../../core/nearest-name.ts";
import type { BuiltinTool } from "../builtin/builtin-tool.ts";
import { toolDefinition } from "../builtin/builtin-tool.ts";
import { BUILTIN_TOOLS } from "../builtin/registry.ts";
import type { ConnectPageModel } from "../network/browse/answer-from-page.ts";
import type { NetworkTool } from "../network/network-tool.ts";
import { NETWORK_TOOLS } from "../network/registry.ts";
import { OWN_TOOL_LIMITS, type OwnTool } from "../own/own-tool.ts";

/** Tools of mat's own are part of a loop, not something to call in it. */
const PART_OF_THE_LOOP = new Set(["task_complete", "do_nothing"]);
const CALENDAR_TOOLS: Readonly<Record<string, BuiltinTool>> = Object.fromEntries(
  Object.entries(BUILTIN_TOOLS).filter(([name]) => !PART_OF_THE_LOOP.has(name)),
);

/** The names of the tools that come with mat and can be used beside tools of one's own. */
export const NAMED_TOOLS: readonly string[] = [...Object.keys(CALENDAR_TOOLS), ...Object.keys(NETWORK_TOOLS)];

/** How such a tool is used, whatever it is. */
const usageSchema = z.strictObject({
  use: z.enum(NAMED_TOOLS),
  name: z
    .string()
    .regex(/^[\p{L}\p{N}_.-]{1,128}$/u, "a name has letters, digits and _ . - only")
    .optional(),
  description: z.string().optional(),
  language: z.enum(["en", "zh"]).default("en"),
  timeout_seconds: z.number().positive().max(3600).default(OWN_TOOL_LIMITS.timeoutSeconds),
  max_output_bytes: z.int().min(1).max(10_000_000).default(OWN_TOOL_LIMITS.maxBytes),
  allow_private: z.boolean().default(false),
});
type Usage = z.infer<typeof usageSchema>;

/** What holds for all tools that ask the network. */
export interface NetworkSettings {
  /** They may ask servers on this machine and in private networks. */
  readonly allowPrivate?: boolean | undefined;
  /** Connects models that tools have been told to ask. */
  readonly connect?: ConnectPageModel | undefined;
}

/** Is this item of a file of tools one that comes with mat? */
export function isNamedItem(item: unknown): item is JsonObject {
  return isObject(item) && Object.hasOwn(item, "use");
}

/**
 * The tool that `{"use": NAME, ...}` stands for, with the options beside the name.
 * @throws {UsageError} that says all that is wrong with it
 */
export function namedTool(item: JsonObject, settings: NetworkSettings = {}): OwnTool {
  const usageKeys = new Set(Object.keys(usageSchema.shape));
  const entries = Object.entries(item);
  const usage = usageSchema.safeParse(Object.fromEntries(entries.filter(([key]) => usageKeys.has(key))));
  const tool = NETWORK_TOOLS[String(item["use"])];
  const rest = Object.fromEntries(entries.filter(([key]) => !usageKeys.has(key)));
  const options = (tool?.options ?? z.strictObject({})).safeParse(rest);
  const issues = [...(usage.error?.issues ?? []), ...(options.error?.issues ?? [])];
  if (usage.data === undefined || issues.length > 0) throw wrongItem(item, issues);
  if (tool === undefined) return calendarTool(usage.data);
  return networkToolAsOwn(tool, options.data!, usage.data, settings);
}

function wrongItem(item: JsonObject, issues: readonly z.core.$ZodIssue[]): UsageError {
  const use = String(item["use"]);
  if (!NAMED_TOOLS.includes(use)) {
    const near = nearestName(use, NAMED_TOOLS);
    const hint = near === undefined ? "" : `; did you mean "${near}"?`;
    return new UsageError(`no tool called "${use}" comes with mat${hint}`, `There are: ${NAMED_TOOLS.join(", ")}.`);
  }
  const said = issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`));
  return new UsageError(`${use}: ${said.join(", ")}`, "docs/network-tools.md says what can stand beside each name.");
}

function limitsOf({ timeout_seconds: seconds, max_output_bytes: maxBytes }: Usage) {
  return { timeoutMs: seconds * 1000, maxBytes };
}

function calendarTool(usage: Usage): OwnTool {
  const builtin = CALENDAR_TOOLS[usage.use]!;
  const definition = builtin.definition(usage.language);
  return {
    tool: { ...definition, ...renamed(usage) },
    ...limitsOf(usage),
    variables: [],
    async run(args) {
      const { content, failed } = builtin.call(args, usage.language);
      if (failed) throw new Error(String((JSON.parse(content) as JsonObject)["error"]));
      return content;
    },
  };
}

function networkToolAsOwn(tool: NetworkTool, options: object, usage: Usage, settings: NetworkSettings): OwnTool {
  const variables = tool.variables(options);
  const { language } = usage;
  const allowPrivate = settings.allowPrivate === true || usage.allow_private;
  const call = { language, allowPrivate, connect: settings.connect };
  return {
    tool: { ...toolDefinition(tool.name, tool.description, tool.parameters, language), ...renamed(usage) },
    ...limitsOf(usage),
    variables,
    missing: () => unset(variables) ?? tool.missing(options),
    run: async (args, signal) => JSON.stringify(await tool.call(args, options, { ...call, signal })),
  };
}

function renamed({ name, description }: Usage): { name?: string; description?: string } {
  return { ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description }) };
}

function unset(variables: readonly string[]): string | undefined {
  const variable = variables.find((name) => (process.env[name] ?? "") === "");
  return variable === undefined ? undefined : `the environment variable ${variable} is not set`;
}
