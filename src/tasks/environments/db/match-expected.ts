import { matchesAnswer } from "../../answers/expected-answer.ts";
import { findNames } from "../../answers/find-names.ts";
import { CHOICE } from "../../answers/is-choice.ts";
import { isDenied } from "../../answers/is-denied.ts";
import { plainText } from "../../answers/plain-text.ts";
import type { Expected } from "./expected-of.ts";

/** Does an answer say what is expected: one value, or all the names and no others, in order where that was asked for? */
export function matchesExpected(expected: Expected, answer: string): boolean {
  if (expected.kind !== "names") return matchesAnswer(expected, answer);
  const text = plainText(answer);
  if (CHOICE.test(text)) return false;
  const right = expected.names.map(plainText);
  const others = expected.rivals.map(plainText).filter((name) => !right.includes(name));
  const allowed = findNames(expected.along.map(plainText).join("\n"), others);
  const found = findNames(text, [...right, ...others]);
  if (!right.every((name) => found.has(name) && !isDenied(text, name))) return false;
  if (others.some((name) => found.has(name) && !allowed.has(name))) return false;
  return !expected.ordered || isInOrder(text, right);
}

/** Longer names are looked for first, so that a name within another is not taken for it. */
function isInOrder(text: string, names: readonly string[]): boolean {
  let rest = text;
  const places = new Map<string, number>();
  for (const name of names.toSorted((a, b) => b.length - a.length)) {
    const at = rest.indexOf(name);
    places.set(name, at);
    rest = rest.replaceAll(name, "\u0000".repeat(name.length));
  }
  return names.every((name, at) => at === 0 || places.get(names[at - 1]!)! < places.get(name)!);
}
