import type { Agent } from "undici";
import { guardedLookup, type Resolve, systemResolve } from "./guarded-lookup.ts";

const LONGEST_HEADERS = 65_536;
const CONNECTIONS = 8;

const agents = new WeakMap<Resolve, Map<boolean, Agent>>();

/**
 * What makes connections, and only to addresses that were checked (see {@link guardedLookup}). It knows nothing of addresses that
 * stand in the URL itself: `checkUrl` does. Idle connections do not keep the process alive.
 */
export async function guardedAgent(allowPrivate: boolean, resolve: Resolve = systemResolve): Promise<Agent> {
  const { Agent } = await import("undici");
  const known = agents.get(resolve) ?? new Map<boolean, Agent>();
  agents.set(resolve, known);
  const agent =
    known.get(allowPrivate) ??
    new Agent({
      connections: CONNECTIONS,
      allowH2: false,
      connect: { lookup: guardedLookup(allowPrivate, resolve) },
      maxHeaderSize: LONGEST_HEADERS,
      // Whoever asks has clocks of its own.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  known.set(allowPrivate, agent);
  return agent;
}
