import fc from "fast-check";
import { expect, test } from "vitest";
import { createSimilarQuestions } from "../../../src/tasks/self-instruct/similar-questions.ts";
import { wordsOf } from "../../../src/templates/check/near-duplicates/words-of.ts";

/** The plain way: all earlier questions that were taken, by sets of runs of three words. */
function bruteForce(questions: readonly string[]): boolean[] {
  const taken: Set<string>[] = [];
  const runs = (text: string) => {
    const words = wordsOf(text);
    const length = Math.max(1, words.length - 2);
    return new Set(Array.from({ length }, (_, at) => words.slice(at, at + 3).join(" ")));
  };
  return questions.map((question) => {
    const set = runs(question);
    const isLike = taken.some((other) => {
      const shared = set.intersection(other).size;
      return shared / (set.size + other.size - shared) >= 0.7;
    });
    if (!isLike) taken.push(set);
    return isLike;
  });
}

test("a question is dropped when and only when it is like one that was taken", () => {
  const question = fc.array(fc.constantFrom("who", "has", "the", "most", "boats", "berths"), {
    minLength: 1,
    maxLength: 9,
  });
  fc.assert(
    fc.property(fc.array(question, { maxLength: 30 }), (all) => {
      const texts = all.map((words) => words.join(" "));
      const similar = createSimilarQuestions();
      const found = texts.map((text, at) => similar.add(String(at), text) !== undefined);
      expect(found).toEqual(bruteForce(texts));
    }),
    { numRuns: 300 },
  );
});

test("marks and case make no other question; another name in a long one makes a near one", () => {
  const similar = createSimilarQuestions();
  const long =
    "Which of all the boats that lie in the harbour of NAME over the whole winter has the largest catch of them all?";
  expect(similar.add("a", long.replace("NAME", "Toris"))).toBeUndefined();
  expect(similar.add("b", long.replace("NAME", "toris").replace("?", " ?!"))).toEqual({ id: "a", same: true });
  expect(similar.add("c", long.replace("NAME", "Aros"))).toEqual({ id: "a", same: false });
  expect(similar.add("d", "Who owns The Torosel?")).toBeUndefined();
});
