import { describe, expect, test } from "vitest";
import { createRandom } from "../../../../src/core/random.ts";
import { createSpeaker, spoken } from "../../../../src/templates/meta-agent/phrases/phrase.ts";
import { PHRASEBOOKS } from "../../../../src/templates/meta-agent/phrases/phrasebooks.ts";
import { TONES } from "../../../../src/templates/meta-agent/tones.ts";

/** Every text in a book but the words of protocols and the words by which queries are known. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => (key === "protocol" ? [] : textsOf(member)));
}

describe.each(["en", "zh"] as const)("the phrases in %s", (language) => {
  const texts = textsOf(PHRASEBOOKS[language]).filter((text) => text !== "" && text !== " ");

  test("are many, and none stands there twice in one topic", () => {
    expect(texts.length).toBeGreaterThan(900);
    for (const topic of PHRASEBOOKS[language].rules.acting)
      expect(new Set(textsOf(topic)).size).toBe(textsOf(topic).length);
  });

  test("are of one language", () => {
    const odd = texts.filter((text) => {
      const said = text.replace(/\{[{%].*?[%}]\}/g, " ").replace(/@[a-z_]+/g, " ");
      if (language === "en") return /\p{Script=Han}/u.test(said);
      return /[A-Za-z]{2,}/.test(said.replace(/\b(?:JSON|Schema|YAML|XML|required)\b|`[^`]*`/g, " "));
    });
    expect(odd).toEqual([]);
  });

  test("hold no alternative, quote or reference that is not finished", () => {
    const random = createRandom(1, "phrases");
    const names = "role|domain|sign|thought|action|arguments|answer|give_up|observation|constants|command|commands";
    const wrong = texts.filter(
      (text) => spoken(text, random).includes("[|") || new RegExp(`@(?!(?:${names})\\b)[a-z]`).test(text),
    );
    expect(wrong).toEqual([]);
  });
});

test("a speaker mostly takes what its tone has, and fills in names and alternatives", () => {
  const topic = { any: ["any"], terse: ["[ha|hi|ho] @name @other"] };
  const say = createSpeaker("terse", createRandom(1, "say"));
  const said = Array.from({ length: 1_000 }, () => say(topic, { name: "Ann" }));
  expect(new Set(said)).toEqual(new Set(["any", "ha Ann @other", "hi Ann @other", "ho Ann @other"]));
  expect(said.filter((text) => text !== "any").length).toBeGreaterThan(600);
  const plain = createSpeaker("plain", createRandom(1, "say"));
  expect(plain(topic)).toBe("any");
});

test("each rule can be said in every tone", () => {
  for (const book of Object.values(PHRASEBOOKS))
    for (const tone of TONES)
      for (const topic of [...book.rules.acting, ...Object.values(book.rules.byAbility).flat()])
        expect([...(topic[tone] ?? []), ...(topic.any ?? [])].length).toBeGreaterThan(1);
});
