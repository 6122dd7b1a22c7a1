import type { JsonLayout } from "../../core/json/layout.ts";
import { withMember } from "../../core/json/spelling.ts";
import { stringifyJson } from "../../core/json/stringify.ts";
import { raises, type Turn } from "../alpha-umi/stage-2.ts";
import { asText } from "../member-text.ts";
import type { GrowingBytes } from "./growing-bytes.ts";

/** A stage-2 conversation made ready for the four roles: each text escaped once, however many rows hold it. */
export interface Conversation {
  readonly turns: readonly Turn[];
  /** The turn's value as text. Throws where the reference would: it can only join texts. */
  text(index: number): string;
  /** The same as the inside of a JSON string. */
  bytes(index: number): Uint8Array;
  /** Any text as the inside of a JSON string; with `then`, what that shows follows in it. */
  encode(text: string, then?: Uint8Array): Uint8Array;
}

/** How a conversation, and what its prompts say of its tools, is encoded. */
export interface Encoding {
  readonly layout: JsonLayout;
  /** A value that is no text makes the rows that need it raise; else it becomes text. */
  readonly reference: boolean;
  /** Where encoded texts are kept. */
  readonly memory: GrowingBytes;
}

/** Prepares a conversation. */
export function conversationOf(conversations: readonly Turn[], encoding: Encoding): Conversation {
  const { layout, reference, memory } = encoding;
  const turns = reference ? conversations : conversations.map(withTextValue);
  const encode = (text: string, then?: Uint8Array) => memory.addEscaped(text, layout.ascii, then);
  const text = (index: number): string => {
    const value = turns[index]!.value;
    return typeof value === "string"
      ? value
      : raises(`a turn's value is no text: ${stringifyJson(value).slice(0, 80)}`);
  };
  const encoded: Uint8Array[] = [];
  return {
    turns,
    text,
    bytes: (index) => (encoded[index] ??= encode(text(index))),
    encode,
  };
}

function withTextValue(turn: Turn): Turn {
  return typeof turn.value === "string" ? turn : (withMember(turn, "value", asText(turn.value)) as Turn);
}
