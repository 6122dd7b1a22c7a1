import { type LookupAddress, lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { NetworkError } from "../../../core/errors.ts";
import { quoted } from "../../../core/visible-text.ts";
import { addressProblem } from "./address-problem.ts";
import { notPublic } from "./check-url.ts";

/** All addresses of a host. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** Asks as the rest of the system does. */
export const systemResolve: Resolve = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => (error === null ? resolve(addresses) : reject(error)));
  });

/**
 * How a connection finds the address of its host: every address that the name has must be a public one, and the connection is
 * made to these very addresses, so that a name cannot have another one a moment later.
 */
export function guardedLookup(allowPrivate: boolean, resolve: Resolve): LookupFunction {
  return (host, options, answer) => {
    checkedAddresses(host, allowPrivate, resolve).then(
      (addresses) => {
        if (options.all === true) answer(null, [...addresses]);
        else answer(null, addresses[0]!.address, addresses[0]!.family);
      },
      (error: Error) => answer(error, ""),
    );
  };
}

async function checkedAddresses(host: string, allowPrivate: boolean, resolve: Resolve) {
  const addresses = await resolve(host).catch((cause: NodeJS.ErrnoException) => {
    throw noSuchHost(host, cause.code ?? cause.message, cause);
  });
  if (addresses.length === 0) throw noSuchHost(host, "no address");
  for (const { address } of addresses) {
    const problem = addressProblem(address, allowPrivate);
    if (problem !== undefined) throw notPublic(host, problem);
  }
  return addresses;
}

function noSuchHost(host: string, why: string, cause?: unknown): NetworkError {
  const fix = "Check the name, and that this machine can look it up.";
  return new NetworkError("connection", `the host ${quoted(host)} is not found (${why})`, fix, { cause });
}
