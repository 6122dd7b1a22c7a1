import type { Language } from "./template.ts";

/**
 * The language of a text by its script: "zh" where Han characters are at least three tenths of its letters, "en" where there
 * are letters and hardly any is Han, undefined where it cannot be told.
 */
export function languageOf(text: string): Language | undefined {
  const han = count(text, /\p{Script=Han}/gu);
  // A Han character says as much as a short word.
  const words = count(text, /[\p{L}--\p{Script=Han}]+/gv);
  if (han + words === 0) return undefined;
  const share = han / (han + words);
  if (share >= 0.3) return "zh";
  return share < 0.1 ? "en" : undefined;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
