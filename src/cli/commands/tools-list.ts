import { UsageError } from "../../core/errors.ts";
import { defineCommand } from "../command.ts";
import { toolOptionTable, toolWatch } from "../tool-options.ts";

export const command = defineCommand({
  name: "tools list",
  summary: "Check tools, and list them as agents are told of them",
  positionals: [],
  options: {
    tools: {
      type: "list",
      value: "TOOLS",
      commas: false,
      summary: "A name such as web_search, a JSON file of tools, or a module, which runs as code; no tool is called",
    },
    ...toolOptionTable,
  },
  examples: [
    { command: "mat tools list --tools configs/tools/example.json", says: "The tools of a file" },
    { command: "mat tools list --tools web_search --tools time_delta", says: "Two that come with mat" },
  ],
  async run({ options }, context) {
    const { loadTools } = await import("../../pipeline/load-tools.ts");
    const { showTools } = await import("../../view/show-tools.ts");
    if (options.tools.length === 0 && options.mcp.length === 0)
      throw new UsageError("no tools are named", "Name a file or module with --tools, or a server with --mcp.");
    const { onServerLine: said, onLeftOut, signal } = toolWatch(context);
    const sources = { mcp: options.mcp, allowPrivate: options["allow-private"], said, signal };
    const { tools, leftOut, close } = await loadTools(options.tools, sources);
    await close();
    for (const tool of leftOut) onLeftOut?.(tool);
    const listed = tools.map((one) => ({ ...one.tool, missing: one.missing?.() ?? null }));
    context.report({ tools: listed, left_out: leftOut }, { data: showTools(tools) });
    return "ok";
  },
});
