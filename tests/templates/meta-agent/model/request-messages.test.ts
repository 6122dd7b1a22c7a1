import { expect, test } from "vitest";
import { shortHash } from "../../../../src/core/hash.ts";
import { createRandom } from "../../../../src/core/random.ts";
import { BEHAVIOUR_NAMES } from "../../../../src/templates/behaviours.ts";
import { possibleCells } from "../../../../src/templates/meta-agent/grid.ts";
import { PROMPT_VERSION } from "../../../../src/templates/meta-agent/model/assemble-template.ts";
import { type Attempt, planAttempt } from "../../../../src/templates/meta-agent/model/plan-attempt.ts";
import { exampleReply } from "../../../../src/templates/meta-agent/model/reply-shape.ts";
import { requestMessages } from "../../../../src/templates/meta-agent/model/request-messages.ts";
import { chinese } from "../../../../src/templates/meta-agent/model/wording/chinese.ts";
import { english } from "../../../../src/templates/meta-agent/model/wording/english.ts";

const CELLS = createRandom(9, "cells of this test")
  .shuffled(possibleCells(["en", "zh"]))
  .slice(0, 40);
const OCCASIONS = (["en", "zh"] as const).map((language) => ({
  language,
  query: `a query\n{{ goal }} in ${language}`,
  tools: [{ name: "find_it", description: `Finds.\n${"x".repeat(1000)}` }],
}));
const ATTEMPTS = CELLS.map((cell, at) => planAttempt(1, at + 1, cell, OCCASIONS));
const textOf = (attempt: Attempt) => requestMessages(attempt)[1]!.content;

test("a request names the cell, the demands, the query and the tools, and shows the example", () => {
  for (const attempt of ATTEMPTS) {
    const { cell, example } = attempt;
    const text = textOf(attempt);
    for (const value of [cell.ability, cell.kind, cell.tone, cell.language, cell.episode, example.layout.kind])
      expect(text).toContain(` = ${value}: `);
    for (const demand of [...example.demands.fields, ...example.demands.behaviours])
      expect(text).toContain(`\n- ${demand}: `);
    expect(text).toContain(`\n- a query {{ goal }} in ${cell.language}\n`);
    expect(text).toMatch(/\n- find_it: Finds\. x{293}\n/);
    expect(text).toContain(JSON.stringify(exampleReply(example)));
  }
});

test("it is in the template's language, and no two are the same", () => {
  for (const attempt of ATTEMPTS) {
    const isChinese = /\p{Script=Han}/u.test(requestMessages(attempt)[0]!.content);
    expect(isChinese).toBe(attempt.cell.language === "zh");
  }
  expect(new Set(ATTEMPTS.map(textOf)).size).toBe(ATTEMPTS.length);
});

test("every behaviour has words, and other words have another version", () => {
  for (const wording of [english, chinese])
    for (const name of BEHAVIOUR_NAMES) expect(wording.demands[name]).toBeTruthy();
  // If this fails, the wording has changed: raise PROMPT_VERSION, and write down the new hash.
  expect([PROMPT_VERSION, shortHash(JSON.stringify([english, chinese]))]).toEqual(["meta-agent-1", "fea1a1b600b832a5"]);
});
