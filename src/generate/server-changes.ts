import type { Plan } from "./plan.ts";

type Servers = NonNullable<Plan["mcp"]>;
type Server = Servers[number];
const SHOWN = 3;

/** What has changed about the MCP servers of a plan and their tools, each as a short text; none where they are the same. */
export function serverChanges(before: Servers = [], now: Servers = []): string[] {
  const names = (list: Servers) => list.map(({ server }) => server);
  const [old, fresh] = [names(before), names(now)];
  const changes = [
    ...old.filter((name) => !fresh.includes(name)).map((name) => `the MCP server ${name} is no longer named`),
    ...fresh.filter((name) => !old.includes(name)).map((name) => `the MCP server ${name} is new`),
    ...before.flatMap((server) => changesOf(server, now)),
  ];
  if (changes.length > 0 || old.join() === fresh.join()) return changes;
  return ["the MCP servers are in another order"];
}

function changesOf(before: Server, servers: Servers): string[] {
  const now = servers.find(({ server }) => server === before.server);
  if (now === undefined) return [];
  const [old, fresh] = [hashes(before), hashes(now)];
  const changes = [
    named(
      "no longer has",
      [...old.keys()].filter((name) => !fresh.has(name)),
    ),
    named(
      "has the new",
      [...fresh.keys()].filter((name) => !old.has(name)),
    ),
    named(
      "has changed its",
      [...fresh.keys()].filter((name) => old.has(name) && old.get(name) !== fresh.get(name)),
    ),
    ...(["timeout_seconds", "max_output_bytes"] as const).map((limit) =>
      before[limit] === now[limit] ? undefined : `had the ${limit} ${before[limit]}, now ${now[limit]}`,
    ),
  ];
  return changes.flatMap((change) => (change === undefined ? [] : [`the MCP server ${before.server} ${change}`]));
}

function hashes({ tools }: Server): Map<string, string> {
  return new Map(tools.map(({ name, sha256 }) => [name, sha256]));
}

function named(what: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
  return `${what} ${names.length === 1 ? "tool" : "tools"} ${names.slice(0, SHOWN).join(", ")}${more}`;
}
