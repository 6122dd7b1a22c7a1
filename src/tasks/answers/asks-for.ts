import { plainText } from "./plain-text.ts";

const QUESTION = /[?？]|\b(?:please|(?:i|we) need|could you|can you|would you|tell me|let me know)\b|请|告诉我/;

/** Does a message ask for a missing value, in one of these phrases? To say the user's own question again asks nothing. */
export function asksFor(message: string, question: string, phrases: readonly string[]): boolean {
  const [text, asked] = [plainText(message), plainText(question)];
  const said = text.replaceAll(asked, " ");
  return QUESTION.test(said) && phrases.some((phrase) => said.includes(plainText(phrase)));
}
