import type { Tool } from "../../core/tool.ts";
import type { OwnTool } from "../own/own-tool.ts";
import type { ServerSurroundings } from "./connect-server.ts";
import type { McpServer } from "./mcp-server.ts";
import { type OpenServer, openServer } from "./open-server.ts";

/** A server's tools as it lists them. */
export interface ServerListing {
  readonly server: string;
  readonly tools: readonly Tool[];
}

/** Servers that run, or of which a recording knows the tools, and their tools for agents. */
export interface ServerTools {
  readonly listings: readonly ServerListing[];
  readonly tools: readonly OwnTool[];
  /** Tools that cannot be used, and why. */
  readonly leftOut: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts servers, all at once. `taken` are names that other tools have.
 * @throws {ToolServerError} where one of them cannot be started; the others are ended then
 */
export async function openServers(
  servers: readonly McpServer[],
  taken: readonly string[],
  surroundings: ServerSurroundings,
): Promise<ServerTools> {
  const opened = await Promise.allSettled(servers.map((server) => openServer(server, surroundings)));
  const open = opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const close = async () => void (await Promise.all(open.map((server) => server.close())));
  const failure = opened.find((one) => one.status === "rejected");
  if (failure !== undefined) {
    await close();
    throw failure.reason;
  }
  const listings = servers.map(({ name }, at) => ({ server: name, tools: open[at]!.tools }));
  const calls = open.map((server): OpenServer["call"] => server.call);
  return {
    listings,
    tools: ownTools(servers, listings, calls, taken),
    leftOut: servers.flatMap(({ name }, at) => open[at]!.leftOut.map((why) => `${name} ${why}`)),
    close,
  };
}

/** The tools of servers that were recorded: all is known of them but how to call them, and nothing is started. */
export function recordedServers(
  servers: readonly McpServer[],
  listings: readonly ServerListing[],
  taken: readonly string[],
): ServerTools {
  const calls = servers.map(() => async (): Promise<string> => {
    throw new Error("the tool's server does not run: its answers come from a recording");
  });
  return { listings, tools: ownTools(servers, listings, calls, taken), leftOut: [], close: async () => {} };
}

function ownTools(
  servers: readonly McpServer[],
  listings: readonly ServerListing[],
  calls: readonly OpenServer["call"][],
  taken: readonly string[],
): OwnTool[] {
  const names = [...taken, ...listings.flatMap(({ tools }) => tools.map(({ name }) => name))];
  const twice = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  return servers.flatMap(({ name: server, variables, secrets, timeoutMs, maxBytes }, at) =>
    listings[at]!.tools.map((tool) => ({
      tool: twice.has(tool.name) ? { ...tool, name: `${server}_${tool.name}` } : tool,
      timeoutMs,
      maxBytes,
      variables,
      secrets,
      run: (args, signal) => calls[at]!(tool.name, args, signal),
    })),
  );
}
