import type { JsonLayout } from "../../core/json/layout.ts";
import { withMember } from "../../core/json/spelling.ts";
import { stringifyJson } from "../../core/json/stringify.ts";
import { isObject, type JsonValue } from "../../core/json/value.ts";
import { asText } from "../alpha-umi/held.ts";
import { raises, type Turn } from "../alpha-umi/stage-2.ts";
import type { Stage2Row } from "../alpha-umi/stage-2-row.ts";
import { escapedText } from "./encoded-row.ts";
import type { PromptData } from "./prompt.ts";

/** A stage-2 conversation made ready for the four roles: each text escaped once, however many rows hold it. */
export interface Conversation {
  readonly tools: JsonValue;
  readonly turns: readonly Turn[];
  readonly trained: readonly boolean[];
  /** {doc}: one Python-style JSON dump per tool, each followed by a line break; {tool_names}: the names joined by ", ". */
  readonly data: PromptData;
  /** The turn's value as text. Throws where the reference would: it can only join texts. */
  text(index: number): string;
  /** The same as the inside of a JSON string. */
  escaped(index: number): string;
}

const PYTHON_DUMP: JsonLayout = { style: "python", indent: 0, ascii: true };

/** Prepares a conversation. With `reference`, a value that is no text makes the rows that need it raise; else it becomes text. */
export function conversationOf(
  row: Pick<Stage2Row, "tools" | "conversations">,
  trained: readonly boolean[],
  layout: JsonLayout,
  reference: boolean,
): Conversation {
  const turns = reference ? row.conversations : row.conversations.map(withTextValue);
  const tools = Array.isArray(row.tools) ? row.tools : [];
  const doc = tools.map((tool) => `${stringifyJson(tool, PYTHON_DUMP)}\n`).join("");
  const toolNames = tools.map((tool) => nameOf(tool, reference)).join(", ");
  const escaped: string[] = [];
  const text = (index: number): string => {
    const value = turns.at(index)?.value;
    return typeof value === "string"
      ? value
      : raises(`a turn's value is no text: ${stringifyJson(value ?? null).slice(0, 80)}`);
  };
  return {
    tools: row.tools,
    turns,
    trained,
    data: { doc, toolNames, escapedDoc: escapedText(doc, layout), escapedToolNames: escapedText(toolNames, layout) },
    text,
    escaped: (index) => (escaped[index] ??= escapedText(text(index), layout)),
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
