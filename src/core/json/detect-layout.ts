import { guessLayout } from "./guess-layout.ts";
import type { JsonLayout } from "./layout.ts";
import { JsonSyntaxError, parseJson } from "./parse.ts";
import { stringifyJson } from "./stringify.ts";

/**
 * The layout in which `stringifyJson` gives back exactly this text; undefined when there is none (another indentation,
 * escapes that nobody needs) or it is no JSON. `baseDepth` is the indentation level at which the text stands. A text that
 * fits several layouts gets the first of compact, python, indent, and of plain, ASCII.
 */
export function detectLayout(rowText: string, baseDepth = 0): JsonLayout | undefined {
  const layout = guessLayout(rowText, baseDepth);
  return layout !== undefined && fitsLayout(rowText, layout, baseDepth) ? layout : undefined;
}

/** Does `stringifyJson` in this layout give back exactly this text? */
function fitsLayout(rowText: string, layout: JsonLayout, baseDepth = 0): boolean {
  try {
    return stringifyJson(parseJson(rowText), layout, baseDepth) === rowText;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return false;
    throw error;
  }
}
