import fc from "fast-check";
import { expect, test } from "vitest";
import { type ExpectedAnswer, matchesAnswer } from "../../../src/tasks/answers/expected-answer.ts";

const name: ExpectedAnswer = {
  kind: "text",
  forms: ["Vask Bridge"],
  rivals: ["Vask Bridge", "Old Vask Bridge", "Kest Bridge"],
  along: [],
};
const length: ExpectedAnswer = {
  kind: "number",
  value: 1412,
  unit: "metres",
  along: ["How long is Vask Bridge of 1921?"],
};
const day: ExpectedAnswer = { kind: "date", year: 1921, month: 3, day: 5, along: [] };
const year: ExpectedAnswer = { kind: "number", value: 1921, along: [] };

const days: ExpectedAnswer = { kind: "number", value: 23, unit: "days", along: [] };
const one: ExpectedAnswer = { kind: "number", value: 1, unit: "books", along: [] };
const people: ExpectedAnswer = { kind: "number", value: 120_000, unit: "people", along: [] };
const price: ExpectedAnswer = { kind: "number", value: 12.5, unit: "euros", along: [] };
const warmth: ExpectedAnswer = { kind: "number", value: -5.5, along: [] };
const lateDay: ExpectedAnswer = { kind: "date", year: 2021, month: 9, day: 14, along: [] };

const CASES: readonly [ExpectedAnswer, right: string[], wrong: string[]][] = [
  [
    name,
    ["Vask Bridge", "It is **vask  bridge**.", "“Vask Bridge” [search_pages]"],
    [
      "Old Vask Bridge",
      "Vask Bridge, Kest Bridge",
      "Vask Bridgehead",
      "not Vask Bridge",
      "Vask",
      "",
      `Vask Bridge${" and so on".repeat(80)}`,
    ],
  ],
  [
    length,
    [
      "1412",
      "1,412 m",
      "It has been 1 412 metres long since 1921.",
      "1.412 km",
      "一千四百一十二米",
      "1412.0",
      "１４１２米",
    ],
    ["1413", "1412 km", "1412 kg", "1412 or 1413", "-1412", "1412 pages", "14120", "1412 or 1921", "about 14"],
  ],
  [
    day,
    [
      "5 March 1921",
      "March 5th, 1921",
      "1921-03-05",
      "1921/3/5",
      "1921年3月5日",
      "一九二一年三月五日",
      "on the 5th of March 1921",
      "The first day on or after the festival is 5 March 1921.",
      "当天或之后最早是1921年3月5日",
    ],
    [
      "3 May 1921",
      "March 1921",
      "1921",
      "6 March 1921",
      "5 March 1921 or 6 March 1921",
      "1921-05-03",
      "not on 5 March 1921",
      "不是1921年3月5日",
      "5 March 1921 or April 1921",
      "1921年3月5日或次日",
    ],
  ],
  [
    year,
    ["In 1921.", "1921年", "on 5 March 1921", "一九二一年"],
    ["1922", "1921 or 1922", "nineteen", "1921 metres", "between 1900 and 1950", "19210"],
  ],
  [
    days,
    ["Twenty-three days.", "twenty three", "廿三天", "The right one is 23.", "$23$ days", "二十三天"],
    ["twenty-four", "twenty-third", "two hundred and twenty-three", "twenty", "$23", "three"],
  ],
  [one, ["One book.", "one", "a single book: 1"], ["twenty-one", "thirty-one books", "one hundred", "The other one."]],
  [
    people,
    ["120k people", "one hundred and twenty thousand", "12萬", "十二萬人", "1.2e5", "120'000", "0.12 million"],
    ["one hundred and twenty", "a hundred thousand", "12k", "1.2e6", "twelve thousand"],
  ],
  [price, ["€12.50", "twelve point five euros", "12.50 EUR"], ["$12.50", "£12.5", "-12.50"]],
  [warmth, ["-5.5", "–5.5", "minus 5.5", "负5.5", "negative 5.5"], ["5.5", "10 minus 5.5", "-.5"]],
  [
    lateDay,
    [
      "14/09/2021",
      "9/14/2021",
      "14.9.2021",
      "14-Sep-2021",
      "Sept. 14, 2021",
      "2021-09-14T00:00:00Z",
      "2021年九月十四號",
    ],
    ["13/09/2021", "14/09-2021", "14/10/2021", "2021-09-14 00:01", "2021-14-09"],
  ],
];

for (const [expected, right, wrong] of CASES) {
  const value = JSON.stringify(Object.values(expected).slice(1, -1));
  test.each(right)(`${value} is said by: %s`, (answer) => expect(matchesAnswer(expected, answer)).toBe(true));
  test.each(wrong)(`${value} is not said by: %s`, (answer) => expect(matchesAnswer(expected, answer)).toBe(false));
}

test("a number passes in any grouping, and another number never does", () => {
  fc.assert(
    fc.property(fc.integer({ min: 13, max: 9_999_999 }), fc.integer({ min: 13, max: 9_999_999 }), (value, other) => {
      const expected: ExpectedAnswer = { kind: "number", value, along: [] };
      for (const text of [String(other), other.toLocaleString("en-US"), `答案是${other}。`, `It is ${other}.`])
        expect(matchesAnswer(expected, text)).toBe(value === other);
      expect(matchesAnswer(expected, `It is ${value.toLocaleString("en-US")}.`)).toBe(true);
    }),
  );
});

test("any answer is judged without an exception", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom(name, length, day, year), (answer, expected) => {
      expect(matchesAnswer(expected, answer)).toBeTypeOf("boolean");
    }),
  );
});
