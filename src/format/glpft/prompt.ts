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

/** What of a conversation stands in every prompt, raw and as the inside of a JSON string. */
export interface PromptData {
  readonly doc: string;
  readonly toolNames: string;
  readonly escapedDoc: string;
  readonly escapedToolNames: string;
}

/** Makes a role's prompts, one for each conversation. */
export type PromptMaker = (data: PromptData) => Prompt;

const PLACEHOLDER = /(\{doc\}|\{tool_names\}|\{history\}|\{thought\})/;
const HISTORY = "{history}";
const THOUGHT = "{thought}";

/** Fills only the template's own placeholders: text inside data that looks like one stays as it is. */
export function promptMaker(template: string, suffix: string, layout: JsonLayout): PromptMaker {
  // Odd pieces are the placeholders, even ones the text between them.
  const pieces = template.split(PLACEHOLDER).map((piece, at) => (at % 2 === 1 ? piece : escapedText(piece, layout)));
  const end = escapedText(suffix, layout);
  return ({ escapedDoc, escapedToolNames }) => ({
    fill: (history, thought) => {
      let text = "";
      for (let at = 0; at < pieces.length; at++) {
        const piece = pieces[at]!;
        if (at % 2 === 0) text += piece;
        else if (piece === HISTORY) text += history;
        else if (piece === THOUGHT) text += thought?.escaped ?? THOUGHT;
        else text += piece === "{doc}" ? escapedDoc : escapedToolNames;
      }
      return text + end;
    },
  });
}

/**
 * As the reference does it: placeholders are replaced one after the other (doc, tool names, history, thought), so text
 * inside data that looks like a later placeholder is replaced too.
 */
export function referencePromptMaker(template: string, suffix: string, layout: JsonLayout): PromptMaker {
  const ordinary = promptMaker(template, suffix, layout);
  return (data) => {
    const prompt = ordinary(data);
    const literal = literalPrompt(template, suffix, layout, data);
    const tricky = looksLikePlaceholder(data.doc, true) || looksLikePlaceholder(data.toolNames, false);
    return {
      fill: (history, thought) => {
        const replaceAgain = tricky || (thought !== undefined && history.includes(THOUGHT));
        return (replaceAgain ? literal : prompt).fill(history, thought);
      },
    };
  };
}

function looksLikePlaceholder(data: string, beforeNames: boolean): boolean {
  return data.includes(HISTORY) || data.includes(THOUGHT) || (beforeNames && data.includes("{tool_names}"));
}

/** The replacements one after the other, on the whole text: slow, and right whatever the data holds. */
function literalPrompt(template: string, suffix: string, layout: JsonLayout, { doc, toolNames }: PromptData): Prompt {
  return {
    fill: (history, thought) => {
      const parts = template
        .replaceAll("{doc}", () => doc)
        .replaceAll("{tool_names}", () => toolNames)
        .split(HISTORY);
      if (thought === undefined) return parts.map((part) => escapedText(part, layout)).join(history) + suffix;
      const whole = parts.join(thought.rawHistory()).replaceAll(THOUGHT, () => thought.raw);
      return escapedText(whole, layout) + suffix;
    },
  };
}
