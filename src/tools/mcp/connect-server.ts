import type { Client, Transport } from "@modelcontextprotocol/client";
import { z } from "zod";
import { NetworkError, ToolServerError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json/value.ts";
import { PROGRAM } from "../../core/version.ts";
import { visibleText } from "../../core/visible-text.ts";
import { fillVariables } from "../own/fill-variables.ts";
import { findProgram } from "../own/find-program.ts";
import { hideSecrets, type Secrets } from "../own/hide-secrets.ts";
import { authorizationFix } from "./authorization-fix.ts";
import { guardedFetchLike } from "./guarded-fetch-like.ts";
import type { McpAddress, McpProgram, McpServer } from "./mcp-server.ts";
import { type StdioTransport, stdioTransport } from "./stdio-transport.ts";

/** What servers are started with, and who hears of them. */
export interface ServerSurroundings {
  /** Servers on this machine and in private networks may be spoken to at their addresses. */
  readonly allowPrivate?: boolean | undefined;
  /** A line that a server's program writes to standard error, without the secrets that it was given. */
  readonly said?: ((server: string, line: string) => void) | undefined;
  /** Gives the start of a server up. */
  readonly signal?: AbortSignal | undefined;
}

/** A server that is spoken to. */
export interface ConnectedServer {
  /** Asks the server; throws what it answers as an error, and for a connection that has ended. */
  request(method: "tools/list" | "tools/call", params: JsonObject, options: RequestLimits): Promise<JsonObject>;
  /** Has the connection ended? How, in words. */
  ended(): string | undefined;
  close(): Promise<void>;
}

/** How long a request may take, and who gives it up. */
export interface RequestLimits {
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

/** A package may have to be fetched before it starts. */
const START_MS = 120_000;
const GOODBYE_MS = 2000;
const KEPT_LINES = 5;
const anything = z.record(z.string(), z.unknown());

/**
 * Starts a server, or connects to it, and agrees with it on the protocol. What it asks for itself (to sample from a model, to ask
 * the user, to see folders) is refused: none of it is offered.
 * @throws {ToolServerError} where that does not succeed
 */
export async function connectServer(
  server: McpServer,
  secrets: Secrets,
  surroundings: ServerSurroundings,
): Promise<ConnectedServer> {
  const lines: string[] = [];
  const said = (line: string): void => {
    const shown = visibleText(hideSecrets(line, secrets));
    surroundings.said?.(server.name, shown);
    lines.push(shown);
    if (lines.length > KEPT_LINES) lines.shift();
  };
  const { Client } = await import("@modelcontextprotocol/client");
  const client = new Client(PROGRAM, {
    capabilities: {},
    inputRequired: { autoFulfill: false },
    versionNegotiation: { mode: server.reached.over === "http" ? "auto" : "legacy" },
  });
  let closed = false;
  client.onclose = () => {
    closed = true;
  };
  const transport = await transportTo(server, said, surroundings);
  try {
    await client.connect(transport, { timeout: START_MS, ...(surroundings.signal && { signal: surroundings.signal }) });
  } catch (error) {
    // A program that is ended here has not ended by itself.
    const how = (transport as Partial<StdioTransport>).ended?.();
    await end(client, transport);
    surroundings.signal?.throwIfAborted();
    const problem = hideSecrets(visibleText(how ?? reasonOf(error)), secrets);
    throw new ToolServerError(
      `the MCP server ${server.name} cannot be used: ${[problem, ...lines].join("\n  ").slice(0, 2000)}`,
      networkErrorIn(error)?.fix ?? authorizationFix(error) ?? "Try it by itself: mat tools list --mcp.",
      {},
      { cause: error },
    );
  }
  return {
    request: (method, params, { timeout, signal }) =>
      client.request({ method, params }, anything, { timeout, ...(signal && { signal }) }) as Promise<JsonObject>,
    ended: () => (closed ? ((transport as Partial<StdioTransport>).ended?.() ?? "closed the connection") : undefined),
    close: () => end(client, transport),
  };
}

function networkErrorIn(error: unknown): NetworkError | undefined {
  return error instanceof NetworkError || !(error instanceof Error)
    ? (error as NetworkError)
    : networkErrorIn(error.cause);
}

/** What went wrong, down to its cause where the error itself says nothing. */
function reasonOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : { message: String(error), cause: undefined };
  return cause instanceof Error && !message.includes(cause.message) ? `${message} (${cause.message})` : message;
}

async function end(client: Client, transport: Transport): Promise<void> {
  const { terminateSession } = transport as { terminateSession?: () => Promise<void> };
  if (terminateSession !== undefined && transport.sessionId !== undefined) {
    // A server that does not hear of it ends the session by itself.
    const late = new Promise<void>((resolve) => setTimeout(resolve, GOODBYE_MS).unref());
    await Promise.race([terminateSession.call(transport).catch(() => {}), late]);
  }
  await client.close().catch(() => {});
  await transport.close().catch(() => {});
}

async function transportTo(
  server: McpServer,
  said: (line: string) => void,
  { allowPrivate = false }: ServerSurroundings,
): Promise<Transport> {
  const { reached } = server;
  return reached.over === "stdio" ? programTransport(server, reached, said) : addressTransport(reached, allowPrivate);
}

function programTransport({ name }: McpServer, reached: McpProgram, said: (line: string) => void): Promise<Transport> {
  const { folder } = reached;
  const command = reached.command.map(fillVariables);
  if (findProgram(command[0]!, folder) === undefined)
    throw new ToolServerError(`the MCP server ${name} is the program ${command[0]}, and there is none`, "Install it.");
  const given = Object.entries(reached.environment).map(([key, value]) => [key, fillVariables(value)]);
  const environment = { ...inherited(), ...Object.fromEntries(given) };
  return stdioTransport({ command, folder, environment }, { said });
}

/** What programs need to find others and their own files, and nothing that could be a secret. */
function inherited(): Record<string, string> {
  const names = process.platform === "win32" ? ["PATH", "SystemRoot", "APPDATA", "USERPROFILE"] : ["PATH", "HOME"];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

async function addressTransport({ over, url, headers }: McpAddress, allowPrivate: boolean): Promise<Transport> {
  const { SSEClientTransport, StreamableHTTPClientTransport } = await import("@modelcontextprotocol/client");
  const filled = Object.entries(headers).map(([key, value]) => [key, fillVariables(value)]);
  const options = {
    requestInit: { headers: Object.fromEntries(filled) },
    fetch: guardedFetchLike(allowPrivate, over === "sse"),
  };
  const address = new URL(fillVariables(url));
  if (over === "sse") return new SSEClientTransport(address, options);
  return new StreamableHTTPClientTransport(address, options) as Transport;
}
