import { expect, test } from "vitest";
import { createRandom } from "../../../src/core/random.ts";
import { createDomains } from "../../../src/templates/meta-agent/domains.ts";
import { PHRASEBOOKS } from "../../../src/templates/meta-agent/phrases/phrasebooks.ts";

const drawn = (queries: readonly string[], language: "en" | "zh") => {
  const random = createRandom(1, "domains");
  const domainFor = createDomains(queries);
  return new Set(Array.from({ length: 400 }, () => domainFor(language, random)));
};

test("queries name the field, in either language", () => {
  expect(drawn(["Book me a hotel in Lyon"], "en")).toEqual(new Set([undefined, "travel and hotels"]));
  expect(drawn(["帮我订一家酒店"], "en")).toEqual(new Set([undefined, "travel and hotels"]));
  expect(drawn(["Book me a hotel in Lyon"], "zh")).toEqual(new Set([undefined, "旅行与住宿"]));
});

test("a query of no field names none; without queries there are all fields", () => {
  expect(drawn(["?"], "en")).toEqual(new Set([undefined]));
  expect(drawn([], "en").size).toBe(PHRASEBOOKS.en.profile.domains.length + 1);
});

test("the fields of both languages are the same ones", () => {
  expect(PHRASEBOOKS.zh.profile.domains.length).toBe(PHRASEBOOKS.en.profile.domains.length);
});
