import type { ToolWatch } from "../pipeline/run-request.ts";
import type { CommandContext } from "./context.ts";

/** The flags for tools that reach outside of mat, beside `--tools`. */
export const toolOptionTable = {
  mcp: {
    type: "list",
    value: "SERVER",
    commas: false,
    summary: "An MCP server whose tools agents get: a command in quotes, an address, or a JSON file of servers",
  },
  "allow-private": { type: "flag", summary: "Tools may speak to servers on this machine and in private networks" },
} as const;

/** Tells of what happens to tools: to people what is left out, to the log what servers say. */
export function toolWatch({ say, log, signal }: CommandContext): ToolWatch {
  return {
    signal,
    onLeftOut: (tool) => {
      say(`Left out: ${tool}`);
      log.warn("a tool is left out", { tool });
    },
    onServerLine: (server, line) => log.info(`MCP server ${server}: ${line}`),
  };
}
