import type { JsonLayout } from "../../core/json/layout.ts";
import { escapedText } from "./encoded-row.ts";

/** The prompt of one role for one conversation, all but the history (and the caller's thought) filled in. */
export interface Prompt {
  /** The whole prompt as the inside of a JSON string; `history` comes escaped. */
  fill(history: string, thought?: Thought): string;
}

/** What fills {thought}: escaped and raw, with the raw history, which may itself hold the placeholder. */
export interface Thought {
  readonly escaped: string;
  readonly raw: string;
  readonly rawHistory: () => string;
}

/** What fills a prompt before its history is known. */
export interface PromptData {
  readonly template: string;
  readonly doc: string;
  readonly toolNames: string;
  /** What the reference puts behind every prompt of the role. */
  readonly suffix: string;
}

const THOUGHT = "{thought}";
const PLACEHOLDER = /(\{doc\}|\{tool_names\}|\{history\}|\{thought\})/;

/** Fills only the template's own placeholders: text inside data that looks like one stays as it is. */
export function promptOf({ template, doc, toolNames, suffix }: PromptData, layout: JsonLayout): Prompt {
  const known: Readonly<Record<string, string>> = {
    "{doc}": escapedText(doc, layout),
    "{tool_names}": escapedText(toolNames, layout),
  };
  // Odd pieces are the placeholders, even ones the text between them.
  const pieces = template
    .split(PLACEHOLDER)
    .map((piece, at) => (at % 2 === 1 ? (known[piece] ?? piece) : escapedText(piece, layout)));
  const isHole = template.split(PLACEHOLDER).map((piece, at) => at % 2 === 1 && known[piece] === undefined);
  const end = escapedText(suffix, layout);
  const fill = (history: string, thought?: Thought): string => {
    let text = "";
    for (const [at, piece] of pieces.entries()) {
      text += isHole[at] ? (piece === THOUGHT ? (thought?.escaped ?? THOUGHT) : history) : piece;
    }
    return text + end;
  };
  return { fill };
}

/**
 * As the reference does it: placeholders are replaced one after the other (doc, tool names, history, thought), so text
 * inside data that looks like a later placeholder is replaced too.
 */
export function referencePromptOf({ template, doc, toolNames, suffix }: PromptData, layout: JsonLayout): Prompt {
  const filled = template.replaceAll("{doc}", () => doc).replaceAll("{tool_names}", () => toolNames);
  const parts = filled.split("{history}");
  const escapedParts = parts.map((part) => escapedText(part, layout));
  const escapedPieces = parts.map((part) => part.split(THOUGHT).map((piece) => escapedText(piece, layout)));
  const end = escapedText(suffix, layout);
  const fill = (history: string, thought?: Thought): string => {
    if (thought === undefined) return join(escapedParts, history) + end;
    if (!history.includes(THOUGHT))
      return (
        join(
          escapedPieces.map((pieces) => join(pieces, thought.escaped)),
          history,
        ) + end
      );
    return (
      escapedText(
        parts.join(thought.rawHistory()).replaceAll(THOUGHT, () => thought.raw),
        layout,
      ) + end
    );
  };
  return { fill };
}

/** `parts.join(text)` as a concatenation, which shares long texts instead of copying them. */
function join(parts: readonly string[], text: string): string {
  return parts.slice(1).reduce((joined, part) => joined + text + part, parts[0] ?? "");
}
