import { EndpointError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json/value.ts";
import { ReplyFault } from "../endpoint/failure.ts";
import type { SendRequest, WireReply, WireRequest } from "../endpoint/wire-request.ts";
import { liesInPrompt } from "../lies-in-prompt.ts";
import type { CompletionCache } from "./completion-cache.ts";
import { requestKey } from "./request-key.ts";

/**
 * Puts a cache in front of servers: a request whose completion it has is answered from it, any other is sent and its completion
 * kept before the reply is given. That a server does not take a prompt is kept, too, for replays alone. The same request twice at
 * one time is sent once. A completion that cannot be read is none. `onHit` is told of each reply for which nothing was sent.
 */
export function throughCache(send: SendRequest, cache: CompletionCache, onHit: () => void = () => {}): SendRequest {
  const inFlight = new Map<string, Promise<WireReply>>();

  async function fresh(key: string, request: WireRequest, signal?: AbortSignal): Promise<WireReply> {
    const keep = (completion: JsonObject) =>
      cache.add({ key, sample: request.sample, model: String(request.body["model"] ?? ""), completion });
    try {
      const got = await send(request, signal);
      await keep(got.completion);
      return got;
    } catch (error) {
      const refused = error instanceof EndpointError && liesInPrompt(error) ? error.reason : undefined;
      if (refused !== undefined && cache.find(key)?.["refused"] !== refused) await keep({ refused });
      throw error;
    }
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

/** Stands in for servers where nothing is to be sent. A prompt that was not taken then is not taken again, by the same name. */
export function answerNothing(cache: CompletionCache): SendRequest {
  return async (request) => {
    const refused = cache.find(requestKey(request))?.["refused"];
    if (typeof refused === "string")
      throw new EndpointError(refused, `the server did not take this prompt (${refused})`, "Change the prompt.");
    throw new EndpointError(
      "not_recorded",
      `the cache ${cache.folder} has no reply to a request: it was recorded with other settings, or has not come so far`,
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
