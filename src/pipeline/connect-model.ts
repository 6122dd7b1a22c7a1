import { readFile } from "node:fs/promises";
import { InputMissingError, UsageError } from "../core/errors.ts";
import { lookUp } from "../core/registry.ts";
import type { ChatClient } from "../llm/chat-client.ts";
import type { Endpoint } from "../llm/endpoint/endpoint.ts";
import { PRESETS, type Preset } from "../llm/endpoint/presets.ts";
import type { Sampling } from "../llm/endpoint/sampling.ts";
import {
  type AccountOptions,
  createAccount,
  type ModelAccount,
  type ModelStores,
  resolveBudget,
} from "./model-account.ts";
import { type BatchChoice, openBatches } from "./open-batches.ts";

/** Where a model is served and how it is spoken to. None of it is part of a run's plan: servers move. */
export interface Connection extends AccountOptions {
  /** Addresses such as `http://127.0.0.1:8000/v1`; of several, `#weight=2` behind one gives it twice the requests. */
  readonly baseUrls?: readonly string[] | undefined;
  /** What kind of server it is: a name of {@link PRESETS}. */
  readonly preset?: string | undefined;
  /** The environment variable that holds the key; the preset's own, or MAT_API_KEY, unless given. */
  readonly apiKeyVariable?: string | undefined;
  /** A file that holds the key and nothing else. */
  readonly apiKeyFile?: string | undefined;
  readonly stream?: boolean | undefined;
  /** Seconds without a byte after which a request is given up; 0 waits for ever. */
  readonly stallSeconds?: number | undefined;
  readonly requestsPerMinute?: number | undefined;
  readonly tokensPerMinute?: number | undefined;
  /** Requests in flight at once to one server, at most. */
  readonly mostInFlight?: number | undefined;
  /** Ask in batches, through the provider's batch API; absent: one request after the other. */
  readonly batch?: BatchChoice | undefined;
}

/** A chat client, what its replies take, and the end of its connections. */
export interface ConnectedModel {
  readonly client: ChatClient;
  readonly account: ModelAccount;
  /** Ends what waits for a batch, and leaves the batch to the provider: it is taken up later. */
  pause?(): void;
  close(): Promise<void>;
}

/** A stream says something all the time; without one, nothing arrives before the last token. */
const STALL_SECONDS = { stream: 120, whole: 1800 };
const MOST_IN_FLIGHT = 256;

/**
 * Makes a client for a model on a server; nothing is sent yet. `stores` are where completions and costs are kept unless the
 * connection says otherwise.
 * @throws {UsageError} for an address, preset, key, budget or price that is not there
 */
export async function connectModel(
  model: string,
  connection: Connection,
  sampling: Sampling,
  stores: ModelStores = {},
): Promise<ConnectedModel> {
  const resolved = await resolveConnection(connection);
  const budget = await resolveBudget(model, connection);
  const { createEndpointClient } = await import("../llm/endpoint/endpoint-client.ts");
  const endpoints = connection.replay === true ? [] : await openEndpoints(connection, resolved);
  const { sendToEndpoints } = await import("../llm/endpoint/send-to-endpoints.ts");
  const batches = connection.replay === true ? undefined : await openBatches(model, connection, resolved);
  const account = createAccount(
    connection,
    stores,
    budget,
    (onFaulty) => batches?.send ?? sendToEndpoints({ model, endpoints, onFaulty }),
  );
  return {
    client: createEndpointClient({ model, send: account.send, sampling, preset: resolved.preset }),
    account,
    ...(batches === undefined ? {} : { pause: batches.pause }),
    async close() {
      await batches?.close();
      await Promise.all([account.close(), ...endpoints.map((endpoint) => endpoint.close())]);
    },
  };
}

async function openEndpoints(connection: Connection, { preset, apiKey, addresses }: Resolved): Promise<Endpoint[]> {
  const { stream = false } = connection;
  const stallSeconds = connection.stallSeconds ?? STALL_SECONDS[stream ? "stream" : "whole"];
  const { openEndpoint } = await import("../llm/endpoint/endpoint.ts");
  return addresses.map(({ baseUrl, weight }) =>
    openEndpoint({
      baseUrl,
      weight,
      apiKey,
      keyHeader: preset.keyHeader,
      stream,
      stallMilliseconds: stallSeconds * 1000,
      mostInFlight: connection.mostInFlight ?? MOST_IN_FLIGHT,
      requestsPerMinute: connection.requestsPerMinute,
      tokensPerMinute: connection.tokensPerMinute,
    }),
  );
}

/** Is all there that a connection names: kind of server, key, addresses, prices? Throws UsageError where it is not. */
export async function checkConnection(model: string, connection: Connection): Promise<void> {
  await resolveConnection(connection);
  await resolveBudget(model, connection);
}

interface Resolved {
  readonly preset: Preset;
  readonly apiKey: string | undefined;
  readonly addresses: readonly { readonly baseUrl: string; readonly weight: number }[];
}

/** The kind of server, the key and the addresses that a connection names; where nothing is sent, only the first. */
async function resolveConnection(connection: Connection): Promise<Resolved> {
  const preset = lookUp("preset", PRESETS, connection.preset ?? "any");
  if (connection.replay === true) return { preset, apiKey: undefined, addresses: [] };
  return { preset, apiKey: await keyFor(connection, preset), addresses: addressesOf(connection, preset) };
}

function addressesOf({ baseUrls = [] }: Connection, preset: Preset): { baseUrl: string; weight: number }[] {
  const given = baseUrls.length > 0 ? baseUrls : [preset.baseUrl ?? ""];
  return given.map((text) => {
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
  });
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
