import { ENGLISH_NUMBER, englishValue } from "./english-number.ts";

/** A number in an answer, and the words right before and behind it, in which its sign and its unit stand. */
export interface FoundNumber {
  readonly value: number;
  readonly before: string;
  readonly behind: string;
}

const DIGITS =
  /(?<![\p{Script=Latin}\d.])[-−]?(?:\d{1,3}(?:[,']\d{3})+|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:\.\d+)?(?:e[+-]?\d{1,3}(?![\p{L}\d]))?(?:st|nd|rd|th)?(?![\d])|(?<![\p{L}\d.])[-−]?\.\d+(?!\d)/u;
/** "2.784,09" and "69,45": behind a comma, one or two digits are decimals. In "4,5,6" nothing is. */
const COMMA_DECIMALS =
  /(?<![\p{Script=Latin}\d.]|\d,)[-−]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d{1,2}(?![\d]|[.,]\d|\p{Script=Latin})/u;
const HAN_DIGITS = "零一二三四五六七八九";
const HAN_NUMBER = /[零〇一二两兩三四五六七八九十廿卅百千万萬亿億]+/u;
const ANY = new RegExp(`${COMMA_DECIMALS.source}|${DIGITS.source}|${HAN_NUMBER.source}|${ENGLISH_NUMBER}`, "gu");
const MINUS = /(?<!\d ?)(?:\b(?:minus|negative) |负|負)$/;
/** How much text beside a number may hold its sign and its unit. */
const REACH = 24;

/** The numbers in a text (see `plainText`), in digits or in words, with the large units of Chinese and English applied. */
export function findNumbers(text: string): FoundNumber[] {
  return [...text.matchAll(ANY)].flatMap((match) => {
    const end = match.index + match[0].length;
    const value = numberIn(match[0]);
    if (value === undefined || isPartOfWord(text, match)) return [];
    const before = text.slice(Math.max(0, match.index - REACH), match.index);
    const found = scaled(MINUS.test(before) ? -value : value, text.slice(end, end + REACH));
    return [{ ...found, before: before.replace(MINUS, "") }];
  });
}

const WEEKDAY = /(?<![\d零一二两三四五六七八九十百] ?)(?:星期|礼拜|禮拜|周|週)$/u;

/** A single Han digit inside other words, as in "一下", "万一" or "星期一", counts nothing unless something is counted. */
function isPartOfWord(text: string, match: RegExpExecArray): boolean {
  if (!/^[零〇一二两兩三四五六七八九十廿卅百千万萬亿億]$/u.test(match[0])) return false;
  if (WEEKDAY.test(text.slice(Math.max(0, match.index - 4), match.index))) return true;
  const next = text.slice(match.index + match[0].length, match.index + match[0].length + 2);
  return !/^\s*(?:$|[，。、；！,.;!)}\]个座本年月日号人米公里家条种次位天岁名部项页间款座km]|平方|千米|元|周|星期|小时|分钟)/u.test(
    next,
  );
}

function numberIn(text: string): number | undefined {
  if (/^[a-z]/.test(text)) return englishValue(text);
  if (HAN_NUMBER.test(text) && !/\d/.test(text)) return hanValue(text);
  const value = Number(
    withPoint(text)
      .replace(/(?:st|nd|rd|th)$/, "")
      .replace(/[, ']/g, "")
      .replace("−", "-"),
  );
  return Number.isNaN(value) ? undefined : value;
}

const ALL_COMMA_DECIMALS = new RegExp(`^${COMMA_DECIMALS.source}$`, "u");

function withPoint(text: string): string {
  return ALL_COMMA_DECIMALS.test(text) ? text.replaceAll(".", "").replace(",", ".") : text;
}

const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^\s*(?:thousand\b|千(?!米))|^k\b/u, 1e3],
  [/^\s*[万萬]/u, 1e4],
  [/^\s*million\b/u, 1e6],
  [/^\s*[亿億]/u, 1e8],
  [/^\s*billion\b/u, 1e9],
];

function scaled(value: number, behind: string): Omit<FoundNumber, "before"> {
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

/** Other ways to write the digits and units of Chinese. */
const SAME: Readonly<Record<string, string>> = {
  〇: "零",
  两: "二",
  兩: "二",
  廿: "二十",
  卅: "三十",
  萬: "万",
  億: "亿",
};

function hanValue(text: string): number | undefined {
  const digits = [...text].map((character) => SAME[character] ?? character).join("");
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
