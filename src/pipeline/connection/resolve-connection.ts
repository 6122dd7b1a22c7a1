import { readFile } from "node:fs/promises";
import { InputMissingError, UsageError } from "../../core/errors.ts";
import { lookUp } from "../../core/registry.ts";
import { PRESETS, type Preset } from "../../llm/endpoint/presets.ts";
import type { Connection } from "./connection.ts";

/** A connection with all that it names: the kind of server, the key and the addresses. */
export interface ResolvedConnection {
  readonly preset: Preset;
  readonly apiKey: string | undefined;
  readonly addresses: readonly ServerAddress[];
}

interface ServerAddress {
  readonly baseUrl: string;
  /** Its share of the requests, where there are several. */
  readonly weight: number;
}

/**
 * Looks up what a connection names; where nothing is sent, only the kind of server.
 * @throws {UsageError} for an address, preset or key that is not there
 */
export async function resolveConnection(connection: Connection): Promise<ResolvedConnection> {
  const preset = lookUp("preset", PRESETS, connection.preset ?? "any");
  if (connection.replay === true) return { preset, apiKey: undefined, addresses: [] };
  return { preset, apiKey: await keyFor(connection, preset), addresses: addressesOf(connection, preset) };
}

function addressesOf({ baseUrls = [] }: Connection, preset: Preset): ServerAddress[] {
  const given = baseUrls.length > 0 ? baseUrls : [preset.baseUrl ?? ""];
  return given.map(addressIn);
}

function addressIn(text: string): ServerAddress {
  if (text === "")
    throw new UsageError("no server is named", "Say where it is: --base-url, for example http://127.0.0.1:8000/v1.");
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new UsageError(
      `--base-url "${withoutUser(text)}" is no address`,
      "Write for example http://127.0.0.1:8000/v1.",
    );
  const url = new URL(text);
  const isSecret =
    url.username !== "" || url.password !== "" || [...url.searchParams.keys()].some((name) => KEY.test(name));
  if (isSecret)
    throw new UsageError("--base-url holds a password or a key", "Keys come from the environment: --api-key-env.");
  const [path] = /(?:\/chat)?\/completions\/?$/.exec(url.pathname) ?? [];
  if (path !== undefined)
    throw new UsageError(
      `--base-url ends in ${path}, which is added to it`,
      "Leave that out: most addresses end in /v1.",
    );
  const [, weight] = /^(?:#weight=(\d+(?:\.\d+)?))?$/.exec(url.hash) ?? [url.hash, "0"];
  if (Number(weight ?? 1) === 0)
    throw new UsageError(
      `--base-url has "${url.hash}" behind the #`,
      "Only a weight above 0 stands there: #weight=2, or #weight=0.5.",
    );
  url.hash = "";
  // What stands behind a question mark (Azure's api-version) goes with every request.
  url.pathname = url.pathname.replace(/\/$/, "");
  return { baseUrl: url.href.replace(/\/$/, ""), weight: Number(weight ?? 1) };
}

/** Names of a query's fields that are no place for what they hold: `api-version` is none of them. */
const KEY = /^(?:.*[-_.])?(?:key|apikey|token|secret|password)$/i;

/** What may be a password is not repeated. */
function withoutUser(text: string): string {
  return text.replace(/^(\w+:\/\/)?.*@/, "$1[hidden]@");
}

async function keyFor({ apiKeyVariable, apiKeyFile }: Connection, preset: Preset): Promise<string | undefined> {
  if (apiKeyFile !== undefined) return keyIn(apiKeyFile);
  const names = apiKeyVariable === undefined ? [preset.keyVariable, "MAT_API_KEY"] : [apiKeyVariable];
  const found = names.find((name) => name !== undefined && process.env[name]?.trim());
  const key = found === undefined ? undefined : headerKey(process.env[found]!, `the variable ${found}`);
  if (key === undefined && apiKeyVariable !== undefined && !isName(apiKeyVariable))
    throw new UsageError("--api-key-env names no variable", "Give the name, not the key: --api-key-env MY_KEY.");
  if (key === undefined && (apiKeyVariable ?? preset.keyVariable) !== undefined)
    throw new UsageError(
      `the environment has no ${names.filter(Boolean).join(" or ")}`,
      "Put the key there, or name another variable with --api-key-env, or a file with --api-key-file.",
    );
  return key;
}

async function keyIn(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new InputMissingError("the file of the key cannot be read", "Check --api-key-file.", { file }, { cause });
  });
  if (text.trim() !== "") return headerKey(text, `the file ${file}`);
  throw new InputMissingError("the file of the key is empty", "Put the key into it.", { file });
}

/** Keys are long, and few have capitals alone: what looks like one is taken for one, and never shown. */
function isName(text: string): boolean {
  return /^[A-Za-z_]\w*$/.test(text) && (text.length < 20 || !/[a-z]/.test(text));
}

/** The key without the blanks around it. No header takes a line end; a file may hold more than the key. */
function headerKey(text: string, source: string): string {
  const key = text.trim();
  if (/^[!-~]+$/.test(key)) return key;
  throw new UsageError(
    `${source} holds more than a key, or characters that no header takes`,
    "It holds the key and nothing else: no quotes, no name before it, no second line.",
  );
}
