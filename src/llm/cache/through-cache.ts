import { EndpointError } from "../../core/errors.ts";
import { ReplyFault } from "../endpoint/failure.ts";
import type { SendRequest, WireReply, WireRequest } from "../endpoint/wire-request.ts";
import type { CompletionCache } from "./completion-cache.ts";
import { requestKey } from "./request-key.ts";

/**
 * Puts a cache in front of servers: a request whose completion it has is answered from it, any other is sent and its completion
 * kept before the reply is given. The same request twice at one time is sent once. A completion that cannot be read is none.
 * `onHit` is told of each reply for which nothing was sent.
 */
export function throughCache(send: SendRequest, cache: CompletionCache, onHit: () => void = () => {}): SendRequest {
  const inFlight = new Map<string, Promise<WireReply>>();

  async function fresh(key: string, request: WireRequest, signal?: AbortSignal): Promise<WireReply> {
    const got = await send(request, signal);
    const model = String(request.body["model"] ?? "");
    await cache.add({ key, sample: request.sample, model, completion: got.completion });
    return got;
  }

  function sendOnce(key: string, request: WireRequest, signal?: AbortSignal): Promise<WireReply> {
    const sent = fresh(key, request, signal).finally(() => inFlight.delete(key));
    inFlight.set(key, sent);
    return sent;
  }

  return async (request, signal) => {
    const key = requestKey(request);
    for (;;) {
      const known = inFlight.get(key);
      const completion = known === undefined ? cache.find(key) : (await settled(known, signal))?.completion;
      const got = completion && readAgain(request, completion);
      if (got !== undefined) {
        onHit();
        return got;
      }
      // Whoever sent it was stopped, or has been answered with what is of no use here: then it is sent for this one.
      if (!inFlight.has(key)) return sendOnce(key, request, signal);
    }
  };
}

/** Stands in for servers where nothing is to be sent. */
export function answerNothing(folder: string): SendRequest {
  return async () => {
    throw new EndpointError(
      "not_recorded",
      `the cache ${folder} has no reply to a request: it was recorded with other settings, or has not come so far`,
      "Leave --replay out to ask for what is missing, or give the model, the sampling and the --preset of before.",
    );
  };
}

function readAgain({ read }: WireRequest, completion: WireReply["completion"]): WireReply | undefined {
  try {
    return { completion, reply: { ...read(completion), cached: true } };
  } catch (error) {
    if (error instanceof ReplyFault) return undefined;
    throw error;
  }
}

/** What another one's request got; undefined where that one was stopped. A server's failure is everyone's. */
async function settled(sent: Promise<WireReply>, signal?: AbortSignal): Promise<WireReply | undefined> {
  const stopped = Promise.withResolvers<never>();
  const stop = () => stopped.reject(signal!.reason);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    signal?.throwIfAborted();
    return await Promise.race([sent, stopped.promise]);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof EndpointError) throw error;
    return undefined;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
