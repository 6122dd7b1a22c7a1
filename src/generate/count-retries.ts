import type { ChatClient } from "../llm/chat-client.ts";

/** Counts along an episode what its replies took beside their tokens. */
export interface RetryCount {
  /** What telemetry says of it; what is nothing is absent. */
  readonly counted: { readonly retries?: Readonly<Record<string, number>>; readonly cached?: number };
  client(client: ChatClient): ChatClient;
}

/** A count at nothing. Replies that come from the journal of the run have it with them. */
export function countRetries(): RetryCount {
  const retries: Record<string, number> = {};
  let cached = 0;
  return {
    get counted() {
      return { ...(Object.keys(retries).length === 0 ? {} : { retries }), ...(cached === 0 ? {} : { cached }) };
    },
    client: (client) => ({
      model: client.model,
      async complete(request, signal) {
        const reply = await client.complete(request, signal);
        for (const [kind, count] of Object.entries(reply.retries ?? {})) retries[kind] = (retries[kind] ?? 0) + count;
        if (reply.cached === true) cached++;
        return reply;
      },
    }),
  };
}
