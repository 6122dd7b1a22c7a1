import { setTimeout as wait } from "node:timers/promises";
import { MatError, NetworkError, ToolServerError } from "../../core/errors.ts";
import { withExactIntegers } from "../../core/json/exact-integers.ts";
import type { JsonObject } from "../../core/json/value.ts";
import type { Tool } from "../../core/tool.ts";
import { hideSecrets, secretsIn } from "../own/hide-secrets.ts";
import { type ConnectedServer, connectServer, type ServerSurroundings } from "./connect-server.ts";
import { listTools } from "./list-tools.ts";
import type { McpServer } from "./mcp-server.ts";
import { resultText } from "./result-text.ts";

/** A server that runs for as long as a run needs it. */
export interface OpenServer {
  readonly tools: readonly Tool[];
  /** Tools that cannot be used, and why. */
  readonly leftOut: readonly string[];
  /**
   * Calls a tool by the server's own name for it. Throws what the server says is wrong, and a ToolServerError once the server
   * cannot be brought back.
   */
  call(tool: string, args: JsonObject, signal: AbortSignal): Promise<string>;
  close(): Promise<void>;
}

/** How often a server is started anew with no call that succeeds between. */
const MOST_RESTARTS = 5;
const FIRST_PAUSE_MS = 100;
/** Whoever called gives a call up when its time is over; the connection does so only where nobody did. */
const GRACE_MS = 5000;

/** Starts a server and asks for its tools. One that ends by itself is started anew when it is called next, some times. */
export async function openServer(server: McpServer, surroundings: ServerSurroundings): Promise<OpenServer> {
  const secrets = { ...server.secrets, ...secretsIn(server.variables) };
  let current: Promise<ConnectedServer> | undefined = connectServer(server, secrets, surroundings);
  const { tools, leftOut } = await listed(await current);
  let restarts = 0;
  let closing = false;
  let lost = "";

  async function listed(connected: ConnectedServer) {
    try {
      return await listTools(server.name, connected, secrets, surroundings.signal);
    } catch (error) {
      await connected.close();
      throw error;
    }
  }

  async function restart(): Promise<ConnectedServer> {
    for (;;) {
      if (++restarts > MOST_RESTARTS || closing) throw gone();
      await wait(FIRST_PAUSE_MS * 2 ** (restarts - 1));
      try {
        const connected = await connectServer(server, secrets, { ...surroundings, signal: undefined });
        if (!closing) return connected;
        await connected.close();
      } catch (error) {
        if (!(error instanceof MatError)) throw error;
        lost = error.message;
      }
    }
  }

  function gone(): ToolServerError {
    const problem = closing ? "is closed" : `was started anew ${MOST_RESTARTS} times in vain: ${lost}`;
    return new ToolServerError(`the MCP server ${server.name} ${problem}`, "Mend it; the same command goes on then.");
  }

  async function connection(): Promise<ConnectedServer> {
    const asked = current;
    const held = await asked;
    if (held !== undefined && held.ended() === undefined) return held;
    if (held !== undefined) lost = `it ${held.ended()}`;
    // Of many calls that find the server gone, one starts it anew.
    if (current === asked) current = restart();
    return connection();
  }

  async function drop(held: ConnectedServer): Promise<void> {
    if ((await current) === held) current = undefined;
    await held.close();
  }

  async function ask(tool: string, args: JsonObject, signal: AbortSignal): Promise<JsonObject> {
    for (let attempt = 0; ; attempt++) {
      const held = await connection();
      signal.throwIfAborted();
      try {
        const params = { name: tool, arguments: withExactIntegers(args) };
        return await held.request("tools/call", params, { timeout: server.timeoutMs + GRACE_MS, signal });
      } catch (error) {
        const ended = held.ended();
        if (ended !== undefined) throw new Error(`the tool's server ${ended} before it answered`, { cause: error });
        // A new session that is refused, too, was not what was wrong: the server does not like the call.
        const isLost = attempt === 0 && isSessionLost(error);
        if (!isLost && isAnswer(error)) restarts = 0;
        if (!isLost && !isUnreachable(error)) throw error;
        lost = (error as Error).message;
        await drop(held);
        // Of a session that it has forgotten it did not take the call, which may be made again, once.
        if (!isLost) throw error;
      }
    }
  }

  return {
    tools,
    leftOut,
    async call(tool, args, signal) {
      const { text, failed } = resultText(await ask(tool, args, signal));
      restarts = 0;
      if (failed) throw new Error(hideSecrets(text, secrets));
      return hideSecrets(text, secrets);
    },
    async close() {
      closing = true;
      await (await current?.catch(() => undefined))?.close();
    },
  };
}

/** Did the server answer, if only that it will not? Then it is there. */
function isAnswer(error: unknown): boolean {
  const { code, data } = error as { readonly code?: unknown; readonly data?: { readonly status?: unknown } };
  return typeof code === "number" || typeof data?.status === "number";
}

/** Over HTTP a server says with 404, and older ones with 400, that it has forgotten the session: a new one has to be begun. */
function isSessionLost(error: unknown): boolean {
  const { status } = (error as { readonly data?: { readonly status?: unknown } }).data ?? {};
  return status === 404 || status === 400;
}

function isUnreachable(error: unknown): boolean {
  return error instanceof NetworkError || (error instanceof Error && isUnreachable(error.cause));
}
