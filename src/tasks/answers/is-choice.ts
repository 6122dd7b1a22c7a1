/** Words that leave open which of several is meant. */
export const CHOICE = /\b(?:or|either)\b|或|还是/;

const AND = ["and", "&", "/", ";", "、", "和", "与", "及", "以及", "+"];

/**
 * Does a text put a value beside others as if each might be meant: "A or B", "A and B"? Names that it may say otherwise are
 * those of the question, as in "the twin town of B is A". All texts are plain: see `plainText`.
 */
export function isChoice(text: string, value: string, others: readonly string[]): boolean {
  if (others.length === 0) return false;
  if (CHOICE.test(text)) return true;
  const bare = text.replace(/\s+/g, "");
  const joined = (a: string, b: string) => AND.some((and) => bare.includes(`${a}${and}${b}`.replace(/\s+/g, "")));
  return others.some((other) => joined(value, other) || joined(other, value));
}
