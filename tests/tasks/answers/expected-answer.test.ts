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

const months: ExpectedAnswer = { kind: "number", value: 27, unit: "months", along: [] };
const longTime: ExpectedAnswer = { kind: "number", value: 1198, unit: "天", along: [] };
const amount: ExpectedAnswer = { kind: "number", value: 2784.09, unit: "欧元", along: [] };
const none: ExpectedAnswer = { kind: "number", value: 0, unit: "本", along: ["Which of the 12?"] };

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
      "1 km and 412 m",
    ],
    [
      "more than 1412",
      "至少1412米",
      "at most 1,412 m",
      "1 km and 413 m",
      "1413",
      "1412 km",
      "1412 kg",
      "1412 or 1413",
      "-1412",
      "1412 pages",
      "14120",
      "1412 or 1921",
      "about 14",
    ],
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
      "星期六，1921年3月5日",
      "1921, March 5",
      "5. March 1921",
    ],
    [
      "after 5 March 1921",
      "the day before Saturday, 5 March 1921",
      "1921年3月5日之后",
      "1921年3月5日的第二天",
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
    [
      "3 weeks and 2 days",
      "23 days (3 weeks, 2 days)",
      "三周零两天",
      "Twenty-three days.",
      "twenty three",
      "廿三天",
      "The right one is 23.",
      "$23$ days",
      "二十三天",
    ],
    [
      "3 weeks and 3 days",
      "3 weeks",
      "2 days",
      "3 weeks and 23 days",
      "less than 23",
      "twenty-four",
      "twenty-third",
      "two hundred and twenty-three",
      "twenty",
      "$23",
      "three",
    ],
  ],
  [one, ["One book.", "one", "a single book: 1"], ["twenty-one", "thirty-one books", "one hundred", "The other one."]],
  [
    people,
    ["120k people", "one hundred and twenty thousand", "12萬", "十二萬人", "1.2e5", "120'000", "0.12 million"],
    ["one hundred and twenty", "a hundred thousand", "12k", "1.2e6", "twelve thousand"],
  ],
  [
    months,
    ["2 years and 3 months", "two years, three months", "2年零3个月"],
    ["2 years", "2 years and 4 months", "3 months"],
  ],
  [longTime, ["171周零1天", "171个星期1天", "1198日"], ["171周", "171 weeks", "172周"]],
  [amount, ["2.784,09 €", "2784,09欧元", "2,784.09"], ["2,784", "2.784,9", "2784,0", "27,84,09"]],
  [
    none,
    ["None.", "The answer is none.", "none of them", "没有。", "一本也没有", "0本", "零"],
    [
      "Nothing was found.",
      "There is none of this information.",
      "没有找到记录",
      "none or 12",
      "There is no such table.",
    ],
  ],
  [price, ["€12.50", "12,5 euros", "twelve point five euros", "12.50 EUR"], ["$12.50", "£12.5", "-12.50"]],
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
