/** A day as an answer says it. */
export interface FoundDate {
  readonly year?: number;
  readonly month: number;
  readonly day: number;
}

const MONTHS = "january february march april may june july august september october november december".split(" ");
const MONTH = `(${MONTHS.map((name) => `${name}|${name.slice(0, 3)}`).join("|")}|sept)\\.?`;
const HAN = "〇一二三四五六七八九十";
/** A day of a database may come with the time at which it begins. */
const MIDNIGHT = "(?:[t ]00:00(?::00(?:\\.0+)?)?z?(?![\\d:]))?";
/** A day that cannot be a month says which of two numbers is which. */
const [LATE_DAY, MONTH_NUMBER] = ["(1[3-9]|2\\d|3[01])", "(0?[1-9]|1[0-2])"];

/** How much text beside a date may say that it is only near the one that is meant. */
const REACH = 24;

/** The forms of a date, each with the groups that hold year, month and day. */
const FORMS: readonly {
  readonly pattern: RegExp;
  readonly order: readonly ("y" | "m" | "d" | "-")[];
}[] = [
  {
    pattern: new RegExp(`(?<!\\d)(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)${MIDNIGHT}`, "g"),
    order: ["y", "m", "d"],
  },
  {
    pattern: new RegExp(`(?<!\\d)${LATE_DAY}([-/.])${MONTH_NUMBER}\\2(\\d{4})(?!\\d)`, "g"),
    order: ["d", "-", "m", "y"],
  },
  {
    pattern: new RegExp(`(?<!\\d)${MONTH_NUMBER}([-/.])${LATE_DAY}\\2(\\d{4})(?!\\d)`, "g"),
    order: ["m", "-", "d", "y"],
  },
  { pattern: /(?<!\d)(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]/g, order: ["y", "m", "d"] },
  {
    pattern: new RegExp(`([${HAN}零]{4}|(?<!\\d)\\d{4})年([${HAN}]{1,3})月([${HAN}]{1,3})[日号號]`, "g"),
    order: ["y", "m", "d"],
  },
  {
    pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th|\\.)?(?:(?: of)? |[-/])${MONTH}(?:,? |[-/])(\\d{4})\\b`, "g"),
    order: ["d", "m", "y"],
  },
  { pattern: new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b`, "g"), order: ["m", "d", "y"] },
  {
    pattern: new RegExp(`(?<!\\d)(\\d{4}),? ${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?![\\d.]\\d)\\b`, "g"),
    order: ["y", "m", "d"],
  },
  { pattern: /(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]/g, order: ["m", "d"] },
  { pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}\\b`, "g"), order: ["d", "m"] },
  { pattern: new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?\\b`, "g"), order: ["m", "d"] },
];

/** What stands right before and right behind a date. */
export interface BesideDate {
  readonly before: string;
  readonly behind: string;
}

/** The days in a text (see `plainText`), what stands beside each, and the text without them. */
export function findDates(text: string): {
  readonly dates: readonly FoundDate[];
  readonly beside: readonly BesideDate[];
  readonly rest: string;
} {
  const dates: FoundDate[] = [];
  const beside: BesideDate[] = [];
  let rest = text;
  for (const { pattern, order } of FORMS)
    rest = rest.replace(pattern, (match, ...groups: string[]) => {
      const date = dateOf(order, groups);
      if (date === undefined) return match;
      const [at, whole] = groups.slice(-2) as unknown as [number, string];
      dates.push(date);
      beside.push({
        before: whole.slice(Math.max(0, at - REACH), at),
        behind: whole.slice(at + match.length, at + match.length + REACH),
      });
      return " ";
    });
  return { dates, beside, rest };
}

function dateOf(order: readonly string[], groups: readonly string[]): FoundDate | undefined {
  const value = (part: string) => (order.includes(part) ? numberOf(groups[order.indexOf(part)]!) : undefined);
  const [year, month, day] = [value("y"), value("m")!, value("d")!];
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  return year === undefined ? { month, day } : { year, month, day };
}

function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const month = MONTHS.findIndex((name) => name.slice(0, 3) === text.slice(0, 3));
  return month >= 0 ? month + 1 : hanNumber(text);
}

/** Up to 99, or the digits of a year one by one. */
function hanNumber(text: string): number {
  const digits = [...text.replace(/零/g, "〇")].map((character) => HAN.indexOf(character));
  if (!digits.includes(10)) return Number(digits.join(""));
  const ten = digits.indexOf(10);
  return (digits[ten - 1] ?? 1) * 10 + (digits[ten + 1] ?? 0);
}
