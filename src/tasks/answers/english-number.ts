const SMALL = (
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
  "eighteen nineteen"
).split(" ");
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const SCALES: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9 };

const ONE_TO_NINE = `(?:${SMALL.slice(1, 10).join("|")})`;
const TO_99 = `(?:(?:${TENS.join("|")})(?:[ -]${ONE_TO_NINE}\\b)?|${SMALL.slice(1).toReversed().join("|")})`;
const TO_999 = `(?:(?:${TO_99}|an?)[ -]hundred(?:(?: and)?[ -]${TO_99}\\b)?|${TO_99})`;
const SCALED = `(?:${TO_999}|an?)[ -](?:${Object.keys(SCALES).join("|")})\\b`;
const JOINED = "(?:,? and |,? |-)";
const POINT = `(?: point(?: (?:${SMALL.slice(0, 10).join("|")})\\b)+)?`;
/** "twenty-first" is a place in a row, "the higher one" a thing. */
const NO_ORDINAL = "(?!-(?:first|second|third|four|fif|six|seven|eigh|nin))";
const NO_PRONOUN =
  "(?!(?<=\\b(?:the|this|that|which|no|any|every|each|some|last|only|right|\\w{2,}er) )one\\b)(?!one (?:of|is|was|that|who|which)\\b)";

/** The pattern of a number in English words, from zero to the billions; plain text: see `plainText`. */
export const ENGLISH_NUMBER = `\\b${NO_PRONOUN}(?:${SCALED}(?:${JOINED}${SCALED})*(?:${JOINED}${TO_999}\\b)?|${TO_999}|zero)\\b${POINT}${NO_ORDINAL}`;

/** What a number in English words is worth. */
export function englishValue(text: string): number {
  const [whole, decimals] = text.split(" point ");
  const digits = decimals?.split(" ").map((word) => SMALL.indexOf(word)) ?? [];
  return Number(`${wholeValue(whole!)}.${digits.join("")}`);
}

function wholeValue(text: string): number {
  let [total, section] = [0, 0];
  for (const word of text.match(/[a-z]+/g)!) {
    if (word === "hundred") section = (section || 1) * 100;
    else if (word in SCALES) [total, section] = [total + (section || 1) * SCALES[word]!, 0];
    else section += smallValue(word);
  }
  return total + section;
}

/** "a" and "and" are worth nothing. */
function smallValue(word: string): number {
  if (TENS.includes(word)) return 20 + 10 * TENS.indexOf(word);
  return Math.max(0, SMALL.indexOf(word));
}
