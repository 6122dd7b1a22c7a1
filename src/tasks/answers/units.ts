/** What a number measures: the words of its own unit, and those of units that it can be turned into. */
export interface Unit {
  /** How many of the base unit one of these is, by the unit's word. */
  readonly factors: Readonly<Record<string, number>>;
  /** The word of the unit that the expected value is in. */
  readonly base: string;
}

const LENGTH = {
  m: 1,
  metre: 1,
  metres: 1,
  meter: 1,
  meters: 1,
  米: 1,
  km: 1000,
  kilometre: 1000,
  kilometres: 1000,
  kilometer: 1000,
  kilometers: 1000,
  公里: 1000,
  千米: 1000,
  cm: 0.01,
  centimetres: 0.01,
  centimeters: 0.01,
  厘米: 0.01,
  ft: 0.3048,
  feet: 0.3048,
  foot: 0.3048,
  英尺: 0.3048,
  mile: 1609.344,
  miles: 1609.344,
  英里: 1609.344,
};
const TIME = {
  second: 1,
  seconds: 1,
  秒: 1,
  minute: 60,
  minutes: 60,
  分钟: 60,
  hour: 3600,
  hours: 3600,
  小时: 3600,
  个小时: 3600,
  day: 86_400,
  days: 86_400,
  天: 86_400,
  week: 604_800,
  weeks: 604_800,
  周: 604_800,
  星期: 604_800,
  个星期: 604_800,
  month: 2_629_746,
  months: 2_629_746,
  个月: 2_629_746,
  year: 31_556_952,
  years: 31_556_952,
  年: 31_556_952,
};
const counted = (...words: string[]) => Object.fromEntries(words.map((word) => [word, 1]));

/** Every unit by dimension; of things that are counted one kind is never another. */
const DIMENSIONS: readonly Readonly<Record<string, number>>[] = [
  LENGTH,
  TIME,
  counted(
    "people",
    "persons",
    "inhabitants",
    "residents",
    "employees",
    "staff",
    "人",
    "名",
    "位",
    "居民",
    "员工",
    "名员工",
  ),
  counted("page", "pages", "页"),
  counted("book", "books", "本", "部", "本书", "部作品"),
  counted("bridge", "bridges", "座", "座桥"),
  counted("visitor", "visitors", "人次"),
  counted("kg", "kilogram", "kilograms", "公斤", "千克"),
  counted("tonne", "tonnes", "ton", "tons", "吨"),
  counted("percent", "%"),
  counted("room", "rooms", "间", "间展厅", "个展厅"),
  counted("岁"),
  counted("euro", "euros", "eur", "€", "欧元"),
  counted("dollar", "dollars", "usd", "美元"),
  counted("yuan", "元", "人民币"),
  counted("pound", "pounds", "gbp", "英镑"),
];

const CURRENCIES: Readonly<Record<string, string>> = { $: "dollars", "€": "euros", "£": "pounds", "¥": "yuan" };

/** The unit with this word. */
export function unitOf(word: string): Unit {
  return { base: word, factors: DIMENSIONS.find((factors) => Object.hasOwn(factors, word)) ?? { [word]: 1 } };
}

/** Does this unit measure time? */
export function isTime(word: string): boolean {
  return Object.hasOwn(TIME, word);
}

const WORDS = DIMENSIONS.flatMap((factors) => Object.keys(factors)).toSorted((a, b) => b.length - a.length);

/** The unit that stands right behind a number, and where its word ends; undefined where there is none. */
export function startingUnit(behind: string): { readonly word: string; readonly end: number } | undefined {
  const text = behind.replace(/^[\s-]+/, "");
  const word = WORDS.find(
    (one) => text.startsWith(one) && !(/[a-z]$/.test(one) && /^[a-z]/.test(text.slice(one.length))),
  );
  return word === undefined ? undefined : { word, end: behind.length - text.length + word.length };
}

/** The word of the unit that stands right behind a number, or undefined. */
export function unitBehind(behind: string): string | undefined {
  return startingUnit(behind)?.word;
}

/** The word of the currency whose sign stands right before a number, or undefined; two dollar signs frame a formula. */
export function unitBefore(before: string, behind: string): string | undefined {
  const sign = /[$€£¥](?= ?$)/.exec(before)?.[0];
  return sign === undefined || (sign === "$" && behind.startsWith("$")) ? undefined : CURRENCIES[sign];
}
