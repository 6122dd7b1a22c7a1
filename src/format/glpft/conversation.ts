import type { JsonLayout } from "../../core/json/layout.ts";
import { withMember } from "../../core/json/spelling.ts";
import { stringifyJson } from "../../core/json/stringify.ts";
import { isObject, type JsonValue } from "../../core/json/value.ts";
import { asText } from "../alpha-umi/held.ts";
import { raises, type Turn } from "../alpha-umi/stage-2.ts";
import type { Stage2Row } from "../alpha-umi/stage-2-row.ts";
import type { GrowingBytes } from "./growing-bytes.ts";
import type { PromptData } from "./prompt.ts";
import { toolDoc } from "./tool-json.ts";

/** A stage-2 conversation made ready for the four roles: each text escaped once, however many rows hold it. */
export interface Conversation {
  readonly turns: readonly Turn[];
  /** {doc}: one Python-style JSON dump per tool, each followed by a line break; {tool_names}: the names joined by ", ". */
  readonly data: PromptData;
  /** The turn's value as text. Throws where the reference would: it can only join texts. */
  text(index: number): string;
  /** The same as the inside of a JSON string. */
  bytes(index: number): Uint8Array;
  /** Any text as the inside of a JSON string. */
  encode(text: string): Uint8Array;
}

/** How a conversation is encoded. */
export interface Encoding {
  readonly layout: JsonLayout;
  /** A value that is no text makes the rows that need it raise; else it becomes text. */
  readonly reference: boolean;
  /** Where encoded texts are kept. */
  readonly memory: GrowingBytes;
}

/** Prepares a conversation. */
export function conversationOf(row: Pick<Stage2Row, "tools" | "conversations">, encoding: Encoding): Conversation {
  const { layout, reference, memory } = encoding;
  const turns = reference ? row.conversations : row.conversations.map(withTextValue);
  const tools = Array.isArray(row.tools) ? row.tools : [];
  const doc = toolDoc(tools);
  const toolNames = tools.map((tool) => nameOf(tool, reference)).join(", ");
  const encode = (text: string) => memory.addEscaped(text, layout.ascii);
  const text = (index: number): string => {
    const value = turns[index]!.value;
    return typeof value === "string"
      ? value
      : raises(`a turn's value is no text: ${stringifyJson(value).slice(0, 80)}`);
  };
  const encoded: Uint8Array[] = [];
  return {
    turns,
    data: { doc, toolNames, docBytes: encode(doc), toolNamesBytes: encode(toolNames), memory },
    text,
    bytes: (index) => (encoded[index] ??= encode(text(index))),
    encode,
  };
}

function withTextValue(turn: Turn): Turn {
  return typeof turn.value === "string" ? turn : (withMember(turn, "value", asText(turn.value)) as Turn);
}

function nameOf(tool: JsonValue, reference: boolean): string {
  const name = isObject(tool) ? tool["Name"] : undefined;
  if (typeof name === "string") return name;
  return reference ? raises("a tool has no name") : asText(name);
}
