import { UsageError } from "../../core/errors.ts";
import { OWN_TOOL_LIMITS } from "../own/own-tool.ts";
import { readGivenFile } from "../own/read-given-file.ts";
import type { McpServer } from "./mcp-server.ts";
import { readServerFile } from "./read-server-file.ts";
import { nameOfAddress, nameOfCommand } from "./server-name.ts";
import { splitWords } from "./split-words.ts";

/**
 * The servers that words of `--mcp` name: a JSON file of them, an address, or a command with its arguments. Nothing is started.
 * Two of one name are told apart by numbers.
 * @throws {UsageError} for a word that is none of these
 */
export function parseServerWords(words: readonly string[]): McpServer[] {
  const taken = new Map<string, number>();
  return words.flatMap(serversOf).map((server) => {
    const times = (taken.get(server.name) ?? 0) + 1;
    taken.set(server.name, times);
    return times === 1 ? server : { ...server, name: `${server.name}_${times}` };
  });
}

const LIMITS = {
  variables: [],
  secrets: {},
  timeoutMs: OWN_TOOL_LIMITS.timeoutSeconds * 1000,
  maxBytes: OWN_TOOL_LIMITS.maxBytes,
} as const;

function serversOf(word: string): McpServer[] {
  if (/^\S+\.json$/i.test(word) && !/^https?:/.test(word))
    return readServerFile(readGivenFile(word, "MCP servers"), word);
  if (/^https?:\/\//i.test(word)) return [{ ...LIMITS, name: nameOfAddress(word), reached: addressIn(word) }];
  const command = splitWords(word);
  if (command.length === 0)
    throw new UsageError("--mcp names no server", "Write a command, an address or a JSON file.");
  const reached = { over: "stdio", command, environment: {}, folder: process.cwd() } as const;
  return [{ ...LIMITS, name: nameOfCommand(command), reached }];
}

function addressIn(word: string): McpServer["reached"] {
  const url = URL.parse(word);
  if (url === null) throw new UsageError(`--mcp ${word} is no address`, "Write for example https://example.com/mcp.");
  if (url.username !== "" || url.password !== "")
    throw new UsageError("--mcp has a password in its address", "Keys come from the environment: see docs/mcp.md.");
  return { over: /\/sse\/?$/.test(url.pathname) ? "sse" : "http", url: word, headers: {} };
}
