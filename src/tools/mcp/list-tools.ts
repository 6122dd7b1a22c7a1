import { z } from "zod";
import { ToolServerError } from "../../core/errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { hideSecrets, type Secrets } from "../own/hide-secrets.ts";
import { authorizationFix } from "./authorization-fix.ts";
import type { ConnectedServer } from "./connect-server.ts";
import { type UsableTools, usableTools } from "./usable-tools.ts";

const pageSchema = z.looseObject({ tools: z.array(z.unknown()).nullable(), nextCursor: z.string().nullish() });
const MOST_PAGES = 100;
const MOST_TOOLS = 1000;
const PAGE_MS = 60_000;

/** Asks a server for all of its tools. Throws ToolServerError for a list that cannot be read or has no end. */
export async function listTools(
  name: string,
  connected: ConnectedServer,
  secrets: Secrets,
  signal?: AbortSignal,
): Promise<UsableTools> {
  const refuse = (problem: string, cause?: unknown) =>
    new ToolServerError(
      `the MCP server ${name} ${problem}`,
      authorizationFix(cause) ?? "Leave it out, or mend it.",
      {},
      { cause },
    );
  const listed: unknown[] = [];
  let cursor: string | undefined;
  for (let page = 0; page === 0 || cursor !== undefined; page++) {
    if (page >= MOST_PAGES) throw refuse(`lists its tools on more than ${MOST_PAGES} pages`);
    const answer = await askForPage(connected, cursor, signal).catch((cause: unknown) => {
      signal?.throwIfAborted();
      throw refuse(
        `gives no list of tools: ${hideSecrets(String((cause as Error).message), secrets).slice(0, 500)}`,
        cause,
      );
    });
    const { data } = pageSchema.safeParse(answer);
    if (data === undefined) throw refuse("gives something else than a list of tools");
    // Servers written in some languages say null for an empty list, and an empty text for none.
    listed.push(...(data.tools ?? []));
    if (listed.length > MOST_TOOLS) throw refuse(`lists more than ${MOST_TOOLS} tools`);
    cursor = data.nextCursor || undefined;
  }
  const { tools, leftOut } = usableTools(listed);
  return { tools: tools.map((tool) => withoutSecrets(tool as JsonValue, secrets) as (typeof tools)[number]), leftOut };
}

function askForPage(connected: ConnectedServer, cursor: string | undefined, signal?: AbortSignal): Promise<JsonObject> {
  return connected.request("tools/list", cursor === undefined ? {} : { cursor }, { timeout: PAGE_MS, signal });
}

/** A server may say in a description what it was started with: prompts and plans are no place for that. */
function withoutSecrets(value: JsonValue, secrets: Secrets): JsonValue {
  if (typeof value === "string") return hideSecrets(value, secrets);
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, secrets));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item, secrets)]));
}
