import { expect, test } from "vitest";
import { namedTemplate } from "../../../../src/templates/library/registry.ts";
import { createTemplateJudge } from "../../../../src/templates/meta-agent/model/judge-templates.ts";
import { sampleTemplate } from "../../sample-template.ts";

const rules = (first: number) =>
  Array.from({ length: 30 }, (_, at) => `Of ${first + at} things do the ${(first + at) * 7} first.`).join("\n");
const template = (id: string, instructions: string) => {
  const { slots } = sampleTemplate();
  return sampleTemplate({ id, slots: { ...slots, instructions } });
};

test("a text comes in once, and none that comes with mat", () => {
  const refusalOf = createTemplateJudge();
  expect(refusalOf(template("one", rules(1)))).toBeUndefined();
  expect(refusalOf(template("two", rules(5000)))).toBeUndefined();
  expect(refusalOf(template("three", `${rules(1)} Truly.`))).toEqual({
    reason: "near_duplicate",
    detail: "it is nearly the text of one",
  });
  expect(refusalOf({ ...namedTemplate("hermes-zh"), id: "mine" })).toMatchObject({ reason: "near_duplicate" });
});

test("a protocol is shared by twenty templates, however it is spelled", () => {
  const refusalOf = createTemplateJudge();
  for (let at = 1; at <= 20; at++) expect(refusalOf(template(`t-${at}`, rules(at * 1000)))).toBeUndefined();
  const more = template("t-21", rules(50_000));
  expect(refusalOf({ ...more, protocol: { ...more.protocol, name: "other" } })).toMatchObject({
    reason: "protocol_overused",
  });
});
