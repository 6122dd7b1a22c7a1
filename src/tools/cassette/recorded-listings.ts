import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CassetteError, InputMissingError } from "../../core/errors.ts";
import { canonicalJson } from "../../core/hash.ts";
import type { JsonValue } from "../../core/json/value.ts";
import { toolSchema } from "../../core/tool-schema.ts";
import { fileError } from "../../store/file-error.ts";
import { makeFolder } from "../../store/make-folder.ts";
import { replaceFile } from "../../store/replace-file.ts";
import type { ServerListing } from "../mcp/open-servers.ts";

/** The file of a cassette that holds what MCP servers said of their tools. */
const FILE = "mcp-tools.json";
const listingsSchema = z.array(z.strictObject({ server: z.string(), tools: z.array(toolSchema) }));

/** The tools of these servers, as they were when calls of them were recorded. Throws InputMissingError for one that was not. */
export function recordedListings(folder: string, servers: readonly string[]): ServerListing[] {
  const known = readListings(folder);
  return servers.map((server) => {
    const listing = known.find((one) => one.server === server);
    if (listing !== undefined) return listing;
    throw new InputMissingError(
      `this cassette knows no tools of an MCP server ${server}`,
      `It was recorded with ${known.map((one) => one.server).join(", ") || "no MCP server"}.`,
      { file: folder },
    );
  });
}

/**
 * Keeps what servers said of their tools beside the calls that are recorded, so that these can be played again without any server.
 * @throws {CassetteError} where the cassette knows a server of this name with other tools
 */
export async function recordListings(folder: string, listings: readonly ServerListing[]): Promise<void> {
  if (listings.length === 0) return;
  const known = readListings(folder);
  const fresh = listings.filter((listing) => isFresh(listing, known, folder));
  if (fresh.length === 0) return;
  makeFolder(folder);
  await replaceFile(join(folder, FILE), `${JSON.stringify([...known, ...fresh], null, 2)}\n`);
}

function isFresh(listing: ServerListing, known: readonly ServerListing[], folder: string): boolean {
  const before = known.find(({ server }) => server === listing.server);
  if (before === undefined) return true;
  if (textOf(before) === textOf(listing)) return false;
  throw new CassetteError(
    `the MCP server ${listing.server} had other tools when this cassette was recorded`,
    "Record into another folder.",
    { file: folder },
  );
}

function textOf({ tools }: ServerListing): string {
  return canonicalJson([...tools] as JsonValue[]);
}

function readListings(folder: string): ServerListing[] {
  const file = join(folder, FILE);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const named = fileError(error, file);
    if (named instanceof InputMissingError) return [];
    throw named;
  }
  try {
    return listingsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new CassetteError("the tools of its MCP servers cannot be read", "Record anew.", { file }, { cause });
  }
}
