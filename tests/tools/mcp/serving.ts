import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { JsonObject } from "../../../src/core/json/value.ts";
import type { ServerSurroundings } from "../../../src/tools/mcp/connect-server.ts";
import { openServers } from "../../../src/tools/mcp/open-servers.ts";
import { parseServerWords } from "../../../src/tools/mcp/parse-server-words.ts";
import { ownToolBox } from "../../../src/tools/own/own-tool-box.ts";

const require = createRequire(import.meta.url);

/** The real servers that the tests speak to, as words of a command. */
export const EVERYTHING = require.resolve("@modelcontextprotocol/server-everything/dist/index.js");
export const FILESYSTEM = require.resolve("@modelcontextprotocol/server-filesystem/dist/index.js");
const SCRIPTED = resolve("tests/infra/scripted-mcp-server.ts");

/** A file in the folder that names the scripted server, `scripted`, in one of its modes. */
export function scriptedFile(folder: string, env: Readonly<Record<string, string>> = {}, more: object = {}): string {
  const file = join(folder, "servers.json");
  const server = { command: process.execPath, args: ["--no-warnings", SCRIPTED], env, ...more };
  writeFileSync(file, JSON.stringify({ mcpServers: { scripted: server } }));
  return file;
}

/** Starts the servers that these words name. */
export async function serve(words: readonly string[], surroundings: ServerSurroundings = {}) {
  const opened = await openServers(parseServerWords(words), [], { allowPrivate: true, ...surroundings });
  const box = ownToolBox(opened.tools);
  return {
    ...opened,
    names: opened.tools.map(({ tool }) => tool.name),
    call: (name: string, args: JsonObject = {}, signal?: AbortSignal) => box.call(name, args, signal),
  };
}

/** Ids of the processes whose command line holds this text. */
export function processesWith(text: string): number[] {
  const lines = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(text)).map((line) => Number.parseInt(line, 10));
}

/** Does this process run? A dead one that nobody has taken note of yet does not. */
export function isAlive(pid: number): boolean {
  try {
    return !execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).startsWith("Z");
  } catch {
    return false;
  }
}
