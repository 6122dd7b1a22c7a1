import { statSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../core/errors.ts";
import { canonicalJson, sha256 } from "../core/hash.ts";
import type { JsonValue } from "../core/json/value.ts";
import type { Plan } from "../generate/plan.ts";
import { recordedListings } from "../tools/cassette/recorded-listings.ts";
import { createSchemaCache } from "../tools/json-schema/schema-cache.ts";
import type { ServerSurroundings } from "../tools/mcp/connect-server.ts";
import type { ServerListing } from "../tools/mcp/open-servers.ts";
import { NAMED_TOOLS, type NetworkSettings, namedTool } from "../tools/named/named-tool.ts";
import type { ConnectPageModel } from "../tools/network/browse/answer-from-page.ts";
import { moduleTools } from "../tools/own/module-tools.ts";
import type { OwnTool } from "../tools/own/own-tool.ts";
import { readGivenFile } from "../tools/own/read-given-file.ts";
import { readToolFile } from "../tools/own/read-tool-file.ts";
import { findModule, importModule } from "./import-module.ts";

/** Tools of the user's own, and what a plan keeps of them. */
export interface LoadedTools {
  readonly tools: readonly OwnTool[];
  /** The files that they are from; of a module only the file that was named. */
  readonly files: readonly ToolFile[];
  /** The MCP servers that others are from. */
  readonly servers: NonNullable<Plan["mcp"]>;
  /** What these say of their tools. */
  readonly listings: readonly ServerListing[];
  /** Tools of servers that cannot be used, and why. */
  readonly leftOut: readonly string[];
  /** Ends the servers. */
  close(): Promise<void>;
}

/** Where tools are from. */
export interface ToolFile {
  readonly path: string;
  readonly sha256: string;
  /** It is no file, but the name of a tool that comes with mat; the hash is of what prompts say of it. */
  readonly isName?: true;
}

/** What is loaded beside files and modules, and how. */
export interface ToolSources extends ServerSurroundings {
  /** MCP servers: commands, addresses, JSON files. */
  readonly mcp?: readonly string[] | undefined;
  /** A cassette that knows the servers' tools: none of them is started. */
  readonly recorded?: string | undefined;
}

/**
 * The tools of JSON files (`tools.json`), those that come with mat (`web_search`), and those of modules (`tools.js`, or a package),
 * as `--tools` names them, and those of MCP servers, as `--mcp` names them, which are started. Whoever loads tools closes them.
 * @throws {UsageError} for a file that is no list of tools, for two tools of one name, and for parameters that nothing can be
 * checked against
 * @throws {PluginError} for a module that cannot be loaded or exports no tools
 * @throws {ToolServerError} for a server that cannot be spoken to
 */
export async function loadTools(words: readonly string[], sources: ToolSources = {}): Promise<LoadedTools> {
  const settings = { allowPrivate: sources.allowPrivate, connect: connectPageModel };
  const loaded = await Promise.all(words.map((word) => loadWord(word, settings)));
  const own = loaded.flatMap((one) => one.tools);
  refuseTwins(own);
  refuseUncheckable(own);
  const servers = await loadServers(own, sources);
  const tools = [...own, ...servers.tools];
  const files = loaded.map(({ text, tools: _, ...file }) => ({ ...file, sha256: sha256(text) }));
  try {
    refuseTwins(tools);
    return { ...servers, tools, files };
  } catch (error) {
    await servers.close();
    throw error;
  }
}

const NO_SERVERS: LoadedTools = { servers: [], listings: [], tools: [], files: [], leftOut: [], close: async () => {} };

async function loadServers(own: readonly OwnTool[], { mcp = [], recorded, ...surroundings }: ToolSources) {
  if (mcp.length === 0) return NO_SERVERS;
  const { parseServerWords } = await import("../tools/mcp/parse-server-words.ts");
  const { openServers, recordedServers } = await import("../tools/mcp/open-servers.ts");
  const named = parseServerWords(mcp);
  const taken = own.map(({ tool }) => tool.name);
  const names = named.map(({ name }) => name);
  const opened =
    recorded === undefined
      ? await openServers(named, taken, surroundings)
      : recordedServers(named, recordedListings(recorded, names), taken);
  const servers = named.map(({ name, timeoutMs, maxBytes }, at) => ({
    server: name,
    timeout_seconds: timeoutMs / 1000,
    max_output_bytes: maxBytes,
    tools: opened.listings[at]!.tools.map((tool) => ({
      name: tool.name,
      sha256: sha256(canonicalJson(tool as JsonValue)),
    })),
  }));
  return { ...opened, servers };
}

/** Throws UsageError for tools that could not be called here, all at once. */
export function requireCallable(tools: readonly OwnTool[]): void {
  const missing = tools.flatMap((one) => {
    const what = one.missing?.();
    return what === undefined ? [] : [`${one.tool.name}: ${what}`];
  });
  if (missing.length === 0) return;
  throw new UsageError(
    `tools cannot be called: ${missing.join("; ")}`,
    "Add what is missing, or mend the file of tools.",
  );
}

interface LoadedWord extends Omit<ToolFile, "sha256"> {
  readonly text: string;
  readonly tools: readonly OwnTool[];
}

async function loadWord(word: string, settings: NetworkSettings): Promise<LoadedWord> {
  if (/\.json$/i.test(word)) {
    const text = readGivenFile(word, "tools");
    return { path: word, text, tools: readToolFile(text, word, settings) };
  }
  if (NAMED_TOOLS.includes(word) && !isFile(word)) {
    const tool = namedTool({ use: word }, settings);
    return { path: word, isName: true, text: JSON.stringify(tool.tool), tools: [tool] };
  }
  const path = isFile(word) ? resolve(word) : findModule(word);
  const text = readGivenFile(path, "tools");
  return { path, text, tools: moduleTools(await importModule(path, `the module of tools ${word}`), word) };
}

const connectPageModel: ConnectPageModel = async ({ model, base_url, key_variable }) => {
  const { connectModel } = await import("./connection/connect-model.ts");
  return connectModel(model, { baseUrls: [base_url], apiKeyVariable: key_variable }, {});
};

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function refuseTwins(tools: readonly OwnTool[]): void {
  const names = tools.map(({ tool }) => tool.name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return;
  throw new UsageError(`two tools are called ${twice}`, "Give each a name of its own.");
}

/** Whose own tools have schemas of which a part says nothing that can be checked is told so; for others it is left out. */
function refuseUncheckable(tools: readonly OwnTool[]): void {
  const schemaOf = createSchemaCache();
  const problems = tools.flatMap(({ tool: { name, parameters } }) => {
    if (parameters === undefined || parameters === null) return [];
    const schema = schemaOf(parameters as JsonValue);
    const faults = schema.unusable === undefined ? schema.faults : [schema.unusable.message];
    return faults.map((fault) => `${name}: ${fault}`);
  });
  if (problems.length === 0) return;
  throw new UsageError(`parameters cannot be checked: ${problems.join("; ")}`, "Mend these parts, or leave them out.");
}
