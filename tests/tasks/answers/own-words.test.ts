import { expect, test } from "vitest";
import { createRandom } from "../../../src/core/random.ts";
import { asksFor } from "../../../src/tasks/answers/asks-for.ts";
import { matchesAnswer } from "../../../src/tasks/answers/expected-answer.ts";
import { saysItCannot } from "../../../src/tasks/answers/says-it-cannot.ts";
import { saysItIsDone } from "../../../src/tasks/answers/says-it-is-done.ts";
import { UNNAMED_PHRASES } from "../../../src/tasks/environments/search/unnamed-phrases.ts";
import { createNames } from "../../../src/tasks/names/name-source.ts";
import { noToolQuestion } from "../../../src/tasks/no-tool-question.ts";

const BRIDGE = "In which year did the city in which the bridge is located get its town charter?";
const ZH_BRIDGE = "那座桥坐落的城市是哪一年建城的？";

test.each([
  "Could you specify the bridge?",
  "Which one do you mean?",
  "Which bridge are you referring to?",
  "Please name the bridge you have in mind.",
  "Which specific bridge is it, please?",
  "I need to know which bridge you mean.",
])("%s asks for what is missing", (message) => {
  expect(asksFor(message, BRIDGE, UNNAMED_PHRASES.en.bridge.phrases)).toBe(true);
});

test.each(["请问您指的是什么桥？", "请问是哪一个桥？", "您说的是哪个？"])("%s asks for what is missing", (message) => {
  expect(asksFor(message, ZH_BRIDGE, UNNAMED_PHRASES.zh.bridge.phrases)).toBe(true);
});

test.each(["Is the bridge a long one?", "Would you like to know its age?", "The bridge, please."])(
  "%s does not",
  (message) => {
    expect(asksFor(message, BRIDGE, UNNAMED_PHRASES.en.bridge.phrases)).toBe(false);
  },
);

test.each([
  "There isn't any tool that gives this.",
  "I'm sorry, but the available functions do not cover this.",
  "This is beyond the capabilities of my tools.",
  "Sorry, the required tool is missing.",
  "I found nothing about that bridge.",
  "That bridge isn't in the encyclopedia.",
  "现有工具不足以回答。",
  "这超出了我的能力范围。",
  "缺乏所需的工具。",
  "并没有这座桥。",
  "No match was found.",
  "It has not been set yet, so nobody can say.",
  "There doesn't seem to be such a bridge.",
  "I lack access to the data.",
  "That is missing from the records.",
  "I came up empty: it isn't there.",
  "没能找到任何匹配的内容。",
  "找了，但是没有。",
  "我不具备查询它的工具。",
])("%s says that it cannot be done", (answer) => {
  expect(saysItCannot(answer, BRIDGE, [])).toBe(true);
});

test.each([
  "I used the tool, and the bridge is long.",
  "There is more than one.",
  "那座桥很长。",
  "Deleted; nothing else was changed.",
  "The bridge is deleted: it is not there any more.",
])("%s does not", (answer) => {
  expect(saysItCannot(answer, BRIDGE, [])).toBe(false);
});

test.each([
  "Deleted. A search for it now gives no results.",
  "I deleted it, and checked that it is not in the table any more.",
  "The change is made and cannot be undone.",
  "It's been added: there was no record of it before.",
  "Now it is 7.",
  "已删除，现在查不到这条记录了。",
  "已更新3行，没有影响其他记录。",
])("%s reports a change", (answer) => {
  expect(saysItIsDone(answer, "Delete it.")).toBe(true);
});

test.each([
  "The order does not exist, so nothing was deleted.",
  "It has not been deleted: there is no such order.",
  "I could not find it.",
  "The update failed.",
  "Nothing was changed.",
  "没有找到该订单，未作修改。",
  "无法完成。",
  "已经查过，没有这个订单。",
  "更新失败。",
])("%s reports none", (answer) => {
  expect(saysItIsDone(answer, "Delete it.")).toBe(false);
});

test("of two that are compared, the right one may be put above the other, and only so", () => {
  for (const [language, said] of [
    ["en", (a: string, b: string) => [`The ${a} tower is higher than the ${b} tower.`, `${a} is taller than ${b}`]],
    ["zh", (a: string, b: string) => [`${a}塔比${b}塔高。`, `${a}塔高于${b}塔`]],
  ] as const) {
    const random = createRandom(5, "comparisons");
    const names = createNames(random, language, "train");
    const questions = Array.from({ length: 30 }, () => noToolQuestion(random, language, names));
    const compared = questions.flatMap(({ expected }) => (expected.kind === "text" ? [expected] : []));
    expect(compared.length).toBeGreaterThan(3);
    for (const expected of compared) {
      const right = expected.forms[0]!;
      const other = expected.rivals.find((name) => name !== right)!;
      for (const answer of said(right, other)) expect(matchesAnswer(expected, answer), answer).toBe(true);
      for (const answer of [...said(other, right), `${right} is lower than ${other}`, `${right}塔比${other}塔矮`])
        expect(matchesAnswer(expected, answer), answer).toBe(false);
    }
  }
});
