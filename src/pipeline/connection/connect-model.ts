import type { ChatClient } from "../../llm/chat-client.ts";
import type { Endpoint } from "../../llm/endpoint/endpoint.ts";
import type { Sampling } from "../../llm/endpoint/sampling.ts";
import type { Connection } from "./connection.ts";
import { createAccount, type MakeSend, type ModelAccount, type ModelStores, resolveBudget } from "./model-account.ts";
import { openBatches } from "./open-batches.ts";
import { type ResolvedConnection, resolveConnection } from "./resolve-connection.ts";

/** A chat client, what its replies take, and the end of its connections. */
export interface ConnectedModel {
  readonly client: ChatClient;
  readonly account: ModelAccount;
  /**
   * Ends what waits for a batch, and leaves the batch to the provider: it is taken up later. Ends, too, what waits to be asked
   * again, which may be for half an hour.
   */
  pause(): void;
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
  const servers = await openServers(model, connection, resolved);
  const account = createAccount(connection, stores, budget, servers.makeSend);
  const { createEndpointClient } = await import("../../llm/endpoint/endpoint-client.ts");
  return {
    client: createEndpointClient({ model, send: account.send, sampling, preset: resolved.preset }),
    account,
    pause: servers.pause,
    async close() {
      await servers.close();
      await account.close();
    },
  };
}

/** Is all there that a connection names: kind of server, key, addresses, prices? Throws UsageError where it is not. */
export async function checkConnection(model: string, connection: Connection): Promise<void> {
  await resolveConnection(connection);
  await resolveBudget(model, connection);
}

interface Servers {
  readonly makeSend: MakeSend;
  readonly pause: () => void;
  close(): Promise<void>;
}

/** The way to a provider's batches, or to the servers themselves; to none where a cache alone answers. */
async function openServers(model: string, connection: Connection, resolved: ResolvedConnection): Promise<Servers> {
  const isSending = connection.replay !== true;
  const batches = isSending ? await openBatches(model, connection, resolved) : undefined;
  if (batches !== undefined) return { makeSend: () => batches.send, pause: batches.pause, close: batches.close };
  const endpoints = isSending ? await openEndpoints(connection, resolved) : [];
  const { sendToEndpoints } = await import("../../llm/endpoint/send-to-endpoints.ts");
  const stop = new AbortController();
  return {
    makeSend: (onFaulty) => sendToEndpoints({ model, endpoints, onFaulty, stop: stop.signal }),
    pause: () => stop.abort(),
    async close() {
      await Promise.all(endpoints.map((endpoint) => endpoint.close()));
    },
  };
}

async function openEndpoints(
  connection: Connection,
  { preset, apiKey, addresses }: ResolvedConnection,
): Promise<Endpoint[]> {
  const { stream = false } = connection;
  const stallSeconds = connection.stallSeconds ?? STALL_SECONDS[stream ? "stream" : "whole"];
  const { openEndpoint } = await import("../../llm/endpoint/endpoint.ts");
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
