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
  if (!URL.canParse(text) || !/^https?:/.test(text))
    throw new UsageError(`--base-url "${text}" is no address`, "Write for example http://127.0.0.1:8000/v1.");
  const url = new URL(text);
  if (url.username !== "" || url.password !== "")
    throw new UsageError("--base-url holds a password", "Keys come from the environment: --api-key-env.");
  const [, weight = "1"] = /^#weight=(\d+(?:\.\d+)?)$/.exec(url.hash) ?? [];
  url.hash = "";
  // What stands behind a question mark (Azure's api-version) goes with every request.
  url.pathname = url.pathname.replace(/\/$/, "");
  return { baseUrl: url.href.replace(/\/$/, ""), weight: Number(weight) };
}

async function keyFor({ apiKeyVariable, apiKeyFile }: Connection, preset: Preset): Promise<string | undefined> {
  if (apiKeyFile !== undefined) return keyIn(apiKeyFile);
  const names = apiKeyVariable === undefined ? [preset.keyVariable, "MAT_API_KEY"] : [apiKeyVariable];
  const key = names.map((name) => name && process.env[name]?.trim()).find((value) => value);
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
  if (text.trim() !== "") return text.trim();
  throw new InputMissingError("the file of the key is empty", "Put the key into it.", { file });
}
