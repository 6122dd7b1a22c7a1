import { UsageError } from "../core/errors.ts";
import type { JsonObject } from "../core/json/value.ts";
import { nearestName } from "../core/nearest-name.ts";
import { lookUp } from "../core/registry.ts";
import { NAMED_TOOLS } from "../tools/named/named-tool.ts";
import { ownToolBox } from "../tools/own/own-tool-box.ts";
import { createToolChecker } from "../tools/tool-checker.ts";
import { loadTools, requireCallable, type ToolSources } from "./load-tools.ts";

/** A call of one tool, as an agent would make it. */
export interface CallToolOptions extends Omit<ToolSources, "recorded" | "said"> {
  readonly name: string;
  readonly args: JsonObject;
  /** Where tools are, as `--tools` names them; if none is given, the name is one that comes with mat. */
  readonly tools?: readonly string[] | undefined;
}

/** What an agent would be shown of a call. */
export interface CallToolReport {
  readonly tool: string;
  readonly arguments: JsonObject;
  readonly content: string;
  readonly failed: boolean;
}

/** Calls one tool, once: see `mat tools call`. Throws UsageError for a tool that is not there or cannot be called. */
export async function callTool({ name, args, tools = [], ...sources }: CallToolOptions): Promise<CallToolReport> {
  const isNamed = tools.length === 0 && (sources.mcp ?? []).length === 0;
  const loaded = await loadTools(isNamed ? [namedOnly(name)] : tools, sources);
  try {
    const byName = Object.fromEntries(loaded.tools.map((one) => [one.tool.name, one]));
    const tool = lookUp("tool", byName, name);
    requireCallable([tool]);
    const box = createToolChecker()(ownToolBox([tool]));
    const { content, failed = false } = await box.call(name, args, sources.signal);
    return { tool: name, arguments: args, content, failed };
  } finally {
    await loaded.close();
  }
}

/** Without `--tools` no file is read and no module is run. */
function namedOnly(name: string): string {
  if (NAMED_TOOLS.includes(name)) return name;
  const near = nearestName(name, NAMED_TOOLS);
  const hint = near === undefined ? "" : `; did you mean "${near}"?`;
  throw new UsageError(`no tool called "${name}" comes with mat${hint}`, "Say where it is: --tools FILE.");
}
