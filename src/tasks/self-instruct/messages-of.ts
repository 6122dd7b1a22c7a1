import type { ChatMessage } from "../../llm/chat-client.ts";

/** What a model is told of its work, and what it is asked. */
export interface InstructPrompt {
  readonly system: string;
  readonly user: string;
}

/** A prompt as a chat takes it. */
export function messagesOf({ system, user }: InstructPrompt): ChatMessage[] {
  return [
    { role: "system", content: system },
    { role: "user", content: user },
  ];
}
