import { plainText } from "./plain-text.ts";

const QUESTION =
  /[?？]|\b(?:please|could you|can you|would you|tell me|let me know|which|what|who)\b|请|哪|什么|吗|呢|告诉我/;

/** Does a message ask for a missing value, and name it by one of these words? */
export function asksFor(message: string, words: readonly string[]): boolean {
  const text = plainText(message);
  return QUESTION.test(text) && words.some((word) => text.includes(plainText(word)));
}
