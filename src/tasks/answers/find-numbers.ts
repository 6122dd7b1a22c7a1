/** A number in an answer, and the words right behind it, in which its unit stands. */
export interface FoundNumber {
  readonly value: number;
  readonly behind: string;
}

const DIGITS =
  /(?<![\p{Script=Latin}\d.])[-−]?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:\.\d+)?(?:st|nd|rd|th)?(?![\d])/u;
const HAN_DIGITS = "零一二三四五六七八九";
const HAN_NUMBER = /[零〇一二两三四五六七八九十百千万亿]+/u;
const SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
const WORD = new RegExp(`\\b(?:${SMALL.join("|")})\\b`);
const ANY = new RegExp(`${DIGITS.source}|${HAN_NUMBER.source}|${WORD.source}`, "gu");
/** How much text behind a number may hold its unit. */
const REACH = 24;

/** The numbers in a text (see `plainText`), in digits or in words, with the large units of Chinese and English applied. */
export function findNumbers(text: string): FoundNumber[] {
  return [...text.matchAll(ANY)].flatMap((match) => {
    const end = match.index + match[0].length;
    const value = numberIn(match[0]);
    const behind = text.slice(end, end + REACH);
    return value === undefined || isPartOfWord(text, match) ? [] : [scaled(value, behind)];
  });
}

/** A single Han digit inside other words, as in "一下" or "万一", counts nothing unless something is counted. */
function isPartOfWord(text: string, match: RegExpExecArray): boolean {
  if (!/^[零〇一二两三四五六七八九十百千万亿]$/u.test(match[0])) return false;
  const next = text.slice(match.index + match[0].length, match.index + match[0].length + 2);
  return !/^\s*(?:$|[，。、；！,.;!个座本年月日号人米公里家条种次位天岁名部项页间款座km]|平方|千米|元)/u.test(next);
}

function numberIn(text: string): number | undefined {
  if (SMALL.includes(text)) return SMALL.indexOf(text);
  if (HAN_NUMBER.test(text) && !/\d/.test(text)) return hanValue(text);
  const value = Number(
    text
      .replace(/(?:st|nd|rd|th)$/, "")
      .replace(/[, ]/g, "")
      .replace("−", "-"),
  );
  return Number.isNaN(value) ? undefined : value;
}

const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^\s*(?:thousand\b|千(?!米))/u, 1e3],
  [/^\s*万/u, 1e4],
  [/^\s*million\b/u, 1e6],
  [/^\s*亿/u, 1e8],
  [/^\s*billion\b/u, 1e9],
];

function scaled(value: number, behind: string): FoundNumber {
  for (const [pattern, factor] of SCALES) {
    const match = pattern.exec(behind);
    if (match !== null) return { value: rounded(value * factor), behind: behind.slice(match[0].length) };
  }
  return { value, behind };
}

/** Undoes what binary fractions add, as in 1.1 × 10,000. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function hanValue(text: string): number | undefined {
  const digits = text.replace(/〇/g, "零").replace(/两/g, "二");
  if (/^[零一二三四五六七八九]+$/.test(digits))
    return Number([...digits].map((character) => HAN_DIGITS.indexOf(character)).join(""));
  if (/^[万亿百千]/.test(digits)) return undefined;
  let [total, section, digit] = [0, 0, 0];
  for (const character of digits) {
    const at = HAN_DIGITS.indexOf(character);
    const unit = { 十: 10, 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 }[character];
    if (at >= 0) digit = at;
    else if (unit !== undefined && unit < 1e4) [section, digit] = [section + (digit || 1) * unit, 0];
    else if (unit !== undefined) [total, section, digit] = [(total + section + digit) * unit, 0, 0];
  }
  return total + section + digit;
}
