import { Readable, Transform } from "node:stream";
import type { FetchLike } from "@modelcontextprotocol/client";
import { guardedRequest } from "../network/guard/guarded-request.ts";

/** The most bytes that one answer may have, however many messages it holds. */
const LONGEST_ANSWER = 32_000_000;
/** An answer with one of these statuses has no body. */
const NO_BODY = new Set([101, 103, 204, 205, 304]);

/**
 * The `fetch` that the client of MCP makes its requests with: every one goes through the guard of the network. `listens` says
 * whether the server may be listened to beside what it is asked: else it is told that nobody does, since all that it could ask for
 * would be refused.
 */
export function guardedFetchLike(allowPrivate: boolean, listens: boolean): FetchLike {
  return async (url, { method = "GET", headers, body, signal } = {}) => {
    const sent = new Headers(headers);
    if (method === "GET" && !listens && !sent.has("last-event-id")) return new Response(null, { status: 405 });
    const request = {
      url: String(url),
      method,
      headers: Object.fromEntries(sent),
      ...(typeof body === "string" ? { body } : {}),
    };
    const reply = await guardedRequest(request, { allowPrivate }, signal ?? undefined);
    const given = Object.entries(reply.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => [name, one]),
    );
    const isEmpty = NO_BODY.has(reply.status);
    if (isEmpty) reply.body.on("error", () => {}).destroy();
    return new Response(isEmpty ? null : bodyOf(reply.body, listens), {
      status: reply.status,
      headers: given as [string, string][],
    });
  };
}

function bodyOf(body: Readable, endless: boolean) {
  if (endless) return Readable.toWeb(body);
  let bytes = 0;
  const bounded = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      done(bytes > LONGEST_ANSWER ? new Error(`an answer of more than ${LONGEST_ANSWER} bytes`) : null, chunk);
    },
  });
  body.on("error", (error) => bounded.destroy(error));
  bounded.on("error", () => body.destroy());
  bounded.on("close", () => body.destroy());
  return Readable.toWeb(body.pipe(bounded));
}
