import type { JsonLayout } from "../../core/json/layout.ts";
import { escapedText } from "./encoded-row.ts";
import type { GrowingBytes } from "./growing-bytes.ts";

/** Pieces of an inside of a JSON string. */
export type Pieces = readonly Uint8Array[];

/** The prompt of one role for one conversation, all but the history (and the caller's thought) filled in. */
export interface Prompt {
  fill(history: History, thought?: Thought): Pieces;
}

/** What a role has seen of a conversation: as the inside of a JSON string, and raw. */
export interface History {
  readonly bytes: Uint8Array;
  readonly raw: () => string;
}

/** What fills {thought}. */
export interface Thought {
  readonly bytes: Uint8Array;
  readonly raw: string;
  /** Some turn of the conversation holds the placeholder itself. */
  readonly inTurns: boolean;
}

/** What of a conversation stands in every prompt, raw and as the inside of a JSON string. */
export interface PromptData {
  /** {doc}: one Python-style JSON dump per tool, each followed by a line break. */
  readonly doc: string;
  /** {tool_names}: the names joined by ", ". */
  readonly toolNames: string;
  readonly docBytes: Uint8Array;
  readonly toolNamesBytes: Uint8Array;
  /** Where what all prompts of the conversation share is put together. */
  readonly memory: GrowingBytes;
}

/** Makes a role's prompts, one for each conversation. */
export type PromptMaker = (data: PromptData) => Prompt;

const PLACEHOLDER = /(\{doc\}|\{tool_names\}|\{history\}|\{thought\})/;
const HISTORY = "{history}";
/** The placeholder of the caller's thought. */
export const THOUGHT = "{thought}";
/** What stands for a thought in a prompt of a role that has none. */
const THOUGHT_TEXT = Buffer.from(THOUGHT);

/** Fills only the template's own placeholders: text inside data that looks like one stays as it is. */
export function promptMaker(template: string, suffix: string, layout: JsonLayout): PromptMaker {
  // Odd pieces are the placeholders, even ones the text between them.
  const pieces = template.split(PLACEHOLDER);
  pieces[pieces.length - 1] += suffix;
  const encoded = pieces.map((piece) => Buffer.from(escapedText(piece, layout)));
  return (data) => {
    const known = new Map([
      ["{doc}", data.docBytes],
      ["{tool_names}", data.toolNamesBytes],
    ]);
    const parts = joinKnown(pieces, encoded, known, data.memory);
    return {
      fill: (history, thought) =>
        parts.map((part) =>
          part === HISTORY ? history.bytes : part === THOUGHT ? (thought?.bytes ?? THOUGHT_TEXT) : part,
        ),
    };
  };
}

/** The prompt as few parts: runs of bytes that are known already, and the two placeholders that are not. */
function joinKnown(
  pieces: readonly string[],
  encoded: readonly Uint8Array[],
  known: ReadonlyMap<string, Uint8Array>,
  memory: GrowingBytes,
): (Uint8Array | typeof HISTORY | typeof THOUGHT)[] {
  const parts: (Uint8Array | typeof HISTORY | typeof THOUGHT)[] = [];
  let start = memory.length;
  for (const [at, piece] of pieces.entries()) {
    const bytes = at % 2 === 0 ? encoded[at] : known.get(piece);
    if (bytes !== undefined) {
      memory.bytes(bytes);
      continue;
    }
    parts.push(memory.slice(start, memory.length), piece as typeof HISTORY | typeof THOUGHT);
    start = memory.length;
  }
  parts.push(memory.slice(start, memory.length));
  return parts;
}

/**
 * As the reference does it: placeholders are replaced one after the other (doc, tool names, history, thought), so text
 * inside data that looks like a later placeholder is replaced too.
 */
export function referencePromptMaker(template: string, suffix: string, layout: JsonLayout): PromptMaker {
  const ordinary = promptMaker(template, suffix, layout);
  const literal = literalPromptMaker(template, suffix, layout);
  return (data) => {
    const prompt = ordinary(data);
    const tricky = looksLikePlaceholder(data.doc, true) || looksLikePlaceholder(data.toolNames, false);
    return {
      fill: (history, thought) => (tricky || thought?.inTurns === true ? literal(data) : prompt).fill(history, thought),
    };
  };
}

function looksLikePlaceholder(data: string, beforeNames: boolean): boolean {
  return data.includes(HISTORY) || data.includes(THOUGHT) || (beforeNames && data.includes("{tool_names}"));
}

/** The replacements one after the other, on the whole text: slow, and right whatever the data holds. */
function literalPromptMaker(template: string, suffix: string, layout: JsonLayout): PromptMaker {
  return ({ doc, toolNames }) => ({
    fill: (history, thought) => {
      const prompt = template.replaceAll("{doc}", () => doc).replaceAll("{tool_names}", () => toolNames);
      const seen = prompt.replaceAll(HISTORY, history.raw);
      const whole = thought === undefined ? seen : seen.replaceAll(THOUGHT, () => thought.raw);
      return [Buffer.from(escapedText(whole + suffix, layout))];
    },
  });
}
