import { createParser } from "eventsource-parser";

/** A server-sent event: its name, where it has one, and its data. */
export interface ServerEvent {
  readonly event?: string | undefined;
  readonly data: string;
}

/** Each server-sent event (HTML standard, section 9.2), as it comes. */
export async function* readEvents(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<ServerEvent> {
  const came: ServerEvent[] = [];
  const parser = createParser({ onEvent: ({ event, data }) => came.push({ event, data }) });
  const decoder = new TextDecoder();
  for await (const piece of bytes) {
    parser.feed(decoder.decode(piece, { stream: true }));
    yield* came.splice(0);
  }
  // Some servers leave out the empty line behind the last one.
  parser.feed("\n\n");
  yield* came;
}
