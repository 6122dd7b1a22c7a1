import { defineCommand } from "../command.ts";

export const command = defineCommand({
  name: "tools list",
  summary: "Check tools, and list them as agents are told of them",
  positionals: [],
  options: {
    tools: {
      type: "list",
      value: "TOOLS",
      required: true,
      commas: false,
      summary: "A name such as web_search, a JSON file of tools, or a module, which runs as code; no tool is called",
    },
  },
  examples: [
    { command: "mat tools list --tools configs/tools/example.json", says: "The tools of a file" },
    { command: "mat tools list --tools web_search --tools time_delta", says: "Two that come with mat" },
  ],
  async run({ options }, context) {
    const { loadTools } = await import("../../pipeline/load-tools.ts");
    const { showTools } = await import("../../view/show-tools.ts");
    const { tools } = await loadTools(options.tools);
    const listed = tools.map((one) => ({ ...one.tool, missing: one.missing?.() ?? null }));
    context.report({ tools: listed }, { data: showTools(tools) });
    return "ok";
  },
});
