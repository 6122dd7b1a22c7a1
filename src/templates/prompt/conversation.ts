import { parseJson } from "../../core/json/parse.ts";
import { isObject, type JsonObject } from "../../core/json/value.ts";
import type { Protocol } from "../protocol/protocol.ts";
import type { ConversationTurn, PromptMessage, Span } from "./rendering.ts";
import type { WrittenStep } from "./write-step.ts";

/** The steps as turns behind the first messages of a chat layout; `before` is how many steps other turns have in front. */
export function turnsOf(protocol: Protocol, steps: readonly WrittenStep[], before = 0): ConversationTurn[] {
  return steps.flatMap((step, at) =>
    protocol.kind === "native"
      ? nativeTurns(step, before + at + 1)
      : [
          { role: "assistant" as const, content: step.text, ...trainedWhole(step.text, step.trained) },
          ...step.observations.map((content) => untrained("user", content)),
        ],
  );
}

const NOT_TRAINED = { trains: false, train: [] } as const;

/** All of a text gets loss, or nothing of it. */
export function trainedWhole(text: string, trained: boolean): { trains: boolean; train: readonly Span[] } {
  return trained ? { trains: true, train: text === "" ? [] : [{ from: 0, to: text.length }] } : NOT_TRAINED;
}

/** The text of a native step is the JSON of its message; a tool's reply names the call, so ids differ from step to step. */
function nativeTurns({ text, observations, trained }: WrittenStep, number: number): ConversationTurn[] {
  const message = parseJson(text) as JsonObject;
  const content = typeof message["content"] === "string" ? message["content"] : "";
  const reasoning = message["reasoning_content"];
  const found = Array.isArray(message["tool_calls"]) ? message["tool_calls"].filter(isObject) : [];
  const calls = found.map((call, at) => ({ ...call, id: `call_${number}_${at + 1}` }));
  const said: ConversationTurn = {
    role: "assistant",
    content,
    ...(typeof reasoning === "string" ? { reasoning_content: reasoning } : {}),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
    ...trainedWhole(content, trained),
  };
  const replies = observations.map((reply, at): ConversationTurn => {
    const id = calls[at]?.id;
    // What belongs to no call is no tool's reply.
    return id === undefined
      ? untrained("user", reply)
      : { role: "tool", content: reply, tool_call_id: id, ...NOT_TRAINED };
  });
  return [said, ...replies];
}

/** The steps as one text, as they stand behind a prompt; the spans are those of the steps that get loss. */
export function transcriptOf(steps: readonly WrittenStep[]): {
  readonly text: string;
  readonly train: readonly Span[];
} {
  let text = "";
  const train: Span[] = [];
  for (const step of steps) {
    const from = text.length;
    text += `${step.text}\n`;
    if (step.trained) train.push({ from, to: from + step.text.length });
    for (const observation of step.observations) text += `${observation}\n`;
  }
  return { text, train };
}

/** A turn as it is sent: without what only training needs. */
export function messageOf({ trains: _, train: __, ...message }: ConversationTurn): PromptMessage {
  return message;
}

/** A message that gets no loss. */
export function untrained(role: "system" | "user", content: string): ConversationTurn {
  return { role, content, ...NOT_TRAINED };
}
