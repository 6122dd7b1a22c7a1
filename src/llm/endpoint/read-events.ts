import { createParser } from "eventsource-parser";

/** The data of each server-sent event (HTML standard, section 9.2), as it comes. */
export async function* readEvents(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const came: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => came.push(data) });
  const decoder = new TextDecoder();
  for await (const piece of bytes) {
    parser.feed(decoder.decode(piece, { stream: true }));
    yield* came.splice(0);
  }
}
