import { defineCommand } from "../command.ts";
import { readToolArguments } from "../read-tool-arguments.ts";
import { toolOptionTable } from "../tool-options.ts";

export const command = defineCommand({
  name: "tools call",
  summary: "Call a tool once, and print what an agent would be shown",
  details: ["A call that fails ends with exit code 3; what is printed is the failed observation."],
  positionals: [{ name: "NAME", required: true, summary: "The tool's name" }],
  options: {
    args: { type: "text", value: "JSON", summary: "The arguments, a JSON object; {} if absent" },
    tools: {
      type: "list",
      value: "TOOLS",
      commas: false,
      summary: "Where the tool is: a JSON file of tools, or a module, which runs as code; if absent, it comes with mat",
    },
    ...toolOptionTable,
  },
  examples: [
    {
      command: `mat tools call time_delta --args '{"start_time": "2024-02-28", "end_time": "2024-03-01"}'`,
      says: "What lies between two days",
    },
    {
      command: `mat tools call get_weather --tools configs/tools/example.json --args '{"city": "Oslo"}'`,
      says: "A tool of a file",
    },
  ],
  async run({ positionals, options }, context) {
    const { callTool } = await import("../../pipeline/call-tool.ts");
    const report = await callTool({
      name: positionals.NAME,
      args: readToolArguments(options.args ?? "{}"),
      tools: options.tools,
      mcp: options.mcp,
      allowPrivate: options["allow-private"],
      signal: context.signal,
    });
    context.report(report, { data: `${report.content}\n` });
    return report.failed ? "refused" : "ok";
  },
});
