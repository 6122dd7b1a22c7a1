import type { ChatClient, ChatRequest } from "../../src/llm/chat-client.ts";
import { type Spoiler, templateWriter } from "./template-writer.ts";

/** A client in this process that answers requests for templates as {@link templateWriter} does; it counts them. */
export function writingClient(spoil?: Spoiler): ChatClient & { readonly requests: ChatRequest[] } {
  const write = templateWriter(spoil);
  const requests: ChatRequest[] = [];
  return {
    model: "scripted",
    requests,
    async complete(request) {
      requests.push(request);
      const body = Buffer.from(JSON.stringify({ messages: request.messages, seed: request.sample }));
      return { text: write({ body }), finish: "stop" };
    },
  };
}
