import { basename } from "node:path";

const RUNNERS = new Set(["npx", "node", "npm", "exec", "bunx", "bun", "deno", "run", "uv", "uvx", "python", "python3"]);
const LONGEST = 40;

/** A short name for a server that was given as a command: that of the package or file that it runs. */
export function nameOfCommand(words: readonly string[]): string {
  const word = words.find((one) => !one.startsWith("-") && !RUNNERS.has(basename(one))) ?? words[0] ?? "";
  const bare = word.replace(/(?<=.)@[^/]*$/, "").replace(/[/\\](?:dist|build)[/\\](?:index|main)\.[cm]?[jt]s$/, "");
  return plainName(
    basename(bare)
      .replace(/\.(?:[cm]?[jt]s|py)$/, "")
      .replace(/^(?:mcp-)?server-|-mcp$/g, ""),
  );
}

/** A short name for a server at an address: its host's. */
export function nameOfAddress(url: string): string {
  return plainName(URL.parse(url)?.hostname ?? url);
}

/** A name of which every character may stand in a tool's name. */
export function plainName(text: string): string {
  return text.replace(/[^\p{L}\p{N}_-]+/gu, "_").slice(0, LONGEST) || "server";
}
