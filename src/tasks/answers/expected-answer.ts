import { type FoundDate, findDates } from "./find-dates.ts";
import { findNames } from "./find-names.ts";
import { type FoundNumber, findNumbers } from "./find-numbers.ts";
import { isNextToDay, isOnlyABound } from "./is-bound.ts";
import { CHOICE, isChoice } from "./is-choice.ts";
import { isDenied } from "./is-denied.ts";
import { joinUnits } from "./join-units.ts";
import { plainText } from "./plain-text.ts";
import { isTime, unitBefore, unitBehind, unitOf } from "./units.ts";

/** The right value, and what an answer may say beside it. */
export type ExpectedAnswer = ExpectedValue & {
  /**
   * Texts whose names, numbers and dates may stand in the answer: the question, and values met on the way. All others are
   * guesses beside the right one, and an answer that has some fails.
   */
  readonly along: readonly string[];
};

type ExpectedValue =
  | {
      readonly kind: "text";
      /** Each of these is right. */
      readonly forms: readonly string[];
      /** What might stand in its place: names and words of the same world. */
      readonly rivals: readonly string[];
    }
  | {
      readonly kind: "number";
      readonly value: number;
      /** A word of `units.ts`; none for a plain number. */
      readonly unit?: string;
      /** How far off a right value may be, for one that has to be rounded; it has to be the very value unless given. */
      readonly tolerance?: number;
    }
  | { readonly kind: "date"; readonly year: number; readonly month: number; readonly day: number };

/** No answer is longer, in Latin letters: what is, is a page or a list of results. A Han character says as much as two. */
const LONGEST = 400;

/** Does an answer give this value, and no other that could be meant? */
export function matchesAnswer(expected: ExpectedAnswer, answer: string): boolean {
  const text = plainText(answer);
  if (text.length + (text.match(/\p{Script=Han}/gu)?.length ?? 0) > LONGEST) return false;
  if (expected.kind === "text") return matchesText(expected, text);
  return expected.kind === "date" ? matchesDate(expected, text) : matchesNumber(expected, text);
}

function matchesText({ forms, rivals, along }: ExpectedAnswer & { kind: "text" }, text: string): boolean {
  const right = forms.map(plainText);
  const others = rivals.map(plainText).filter((name) => !right.includes(name));
  const allowed = findNames(along.map(plainText).join("\n"), [...right, ...others]);
  const found = findNames(text, [...right, ...others]);
  const said = right.find((form) => found.has(form));
  if (said === undefined || isDenied(text, said)) return false;
  const beside = others.filter((name) => found.has(name));
  return beside.every((name) => allowed.has(name)) && !isChoice(text, said, beside);
}

const DENIED_DAY = /\b(?:not|isn't|wasn't)\b|不是|并非/;
/** What says "or" of one day alone. */
const FROM_A_DAY_ON = /\bon or (?:after|before)\b|(?:当天|当日)或(?:之后|以后|其后|之前|以前)/g;

function matchesDate({ year, month, day, along }: ExpectedAnswer & { kind: "date" }, text: string): boolean {
  const { dates, beside, rest } = findDates(text);
  const allowed = findDates(along.map(plainText).join("\n")).dates.map((date) => JSON.stringify(date));
  const others = [...dates.entries()].filter(([, date]) => !allowed.includes(JSON.stringify(date)));
  const isRight = (date: FoundDate) => date.year === year && date.month === month && date.day === day;
  const right = others.length > 0 && others.every(([at, date]) => isRight(date) && !isNextToDay(beside[at]!));
  const isGuess = DENIED_DAY.test(rest) || CHOICE.test(rest.replace(FROM_A_DAY_ON, " "));
  return right && !isGuess && otherNumbers(rest, along).length === 0;
}

/** Nothing of what is counted; that nothing was found is another answer. */
const NONE =
  /^(?:[^.!?。！？]{0,40}(?:\b(?:is|are|was|were)|:) )?none(?: of (?:them|these|those))?(?: at all)?[.!]?$|^(?:(?:答案|结果|数量|总数)?[是为]?[::]?\s*)(?:没有|一.?[也都]没有)[。!]?$/;

function matchesNumber(
  { value, unit, tolerance = 0, along }: ExpectedAnswer & { kind: "number" },
  answer: string,
): boolean {
  // A year may stand in a date that is given whole.
  const { dates, rest } = findDates(answer);
  const years = dates.flatMap(({ year }): FoundNumber[] =>
    year === undefined ? [] : [{ value: year, before: "", behind: "" }],
  );
  const numbers = [...joinUnits(findNumbers(rest), unit), ...years];
  if (value === 0 && NONE.test(answer)) return true;
  const isRight = (found: FoundNumber) => fits(found, { value, unit, tolerance }) && !isOnlyABound(found);
  const allowed = new Set(allNumbers(along));
  const wrong = numbers.filter((found) => !isRight(found) && !allowed.has(found.value));
  const right = numbers.filter(isRight);
  const isGuess = numbers.length > right.length && CHOICE.test(rest);
  return (
    right.length > 0 && wrong.length === 0 && !isGuess && !right.every(({ value: one }) => isDenied(answer, `${one}`))
  );
}

interface RightNumber {
  readonly value: number;
  readonly unit: string | undefined;
  readonly tolerance: number;
}

function fits({ value, before, behind }: FoundNumber, { value: right, unit, tolerance }: RightNumber): boolean {
  const said = unitBehind(behind) ?? unitBefore(before, behind);
  const isRight = value === right || Math.abs(value - right) < tolerance;
  if (unit === undefined) return isRight && (said === undefined || said === "年");
  if (said === undefined) return isRight;
  const factor = unitOf(unit).factors[said];
  if (factor === undefined) return false;
  const base = unitOf(unit).factors[unit]!;
  if (factor === base) return isRight;
  // A length is rounded when it is turned into another unit; of days none goes missing.
  const slack = Math.min(Math.abs(right) * 0.001, isTime(unit) ? 0.5 : Number.POSITIVE_INFINITY);
  return Math.abs((value * factor) / base - right) <= slack;
}

function otherNumbers(text: string, along: readonly string[]): number[] {
  const allowed = new Set(allNumbers(along));
  return findNumbers(text)
    .map(({ value }) => value)
    .filter((value) => !allowed.has(value));
}

function allNumbers(texts: readonly string[]): number[] {
  const { dates, rest } = findDates(texts.map(plainText).join("\n"));
  return [
    ...findNumbers(rest).map(({ value }) => value),
    ...dates.flatMap(({ year, month, day }) => [year ?? day, month, day]),
  ];
}
