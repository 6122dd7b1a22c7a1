import { z } from "zod";
import type { Protocol } from "../../protocol/protocol.ts";

/** The words of a protocol, without what they are put into: labels, keys, paths of keys, marks, final commands. */
export type ProtocolWords = { readonly [key: string]: Words };
type Words = string | readonly string[] | ProtocolWords;

/** What is no word: these members say how a protocol is built. */
const BUILD = [
  ...["title", "language", "kind", "parallel", "separator", "indent", "body", "fence", "always"],
  ...["constants", "fields", "plain"],
];
/** `answer: "bare"` is a way to end, and no word. */
const BARE = "bare";

/** The words of a protocol, by the keys that they have there. Where arguments stand in brackets, those are no words. */
export function wordsOf({ name: _, ...members }: Protocol): ProtocolWords {
  const spoken = Object.entries(members).filter(([key, value]) => !isBrackets(key, value));
  return wordsIn(Object.fromEntries(spoken)) as ProtocolWords;
}

/** The protocol with other words in the same places. */
export function withWords(protocol: Protocol, words: ProtocolWords): Protocol {
  return merged(protocol as unknown as ProtocolWords, words) as unknown as Protocol;
}

/** The shape of such words. Only what a server's decoder can be told: how long a label may be is seen later. */
export function shapeOf(words: Words): z.ZodType<Words> {
  if (typeof words === "string") return z.string();
  if (isList(words)) return z.array(z.string());
  return z.strictObject(Object.fromEntries(Object.entries(words).map(([key, inner]) => [key, shapeOf(inner)])));
}

function wordsIn(value: unknown): Words | undefined {
  if (typeof value === "string") return value === BARE ? undefined : value;
  if (Array.isArray(value)) return value.map(String);
  if (typeof value !== "object" || value === null) return undefined;
  const members = Object.entries(value).flatMap(([key, member]): [string, Words][] => {
    const inner = BUILD.includes(key) ? undefined : wordsIn(member);
    return inner === undefined ? [] : [[key, inner]];
  });
  return Object.fromEntries(members);
}

function isBrackets(key: string, value: unknown): boolean {
  return key === "arguments" && typeof value === "object" && value !== null && "open" in value;
}

function merged(build: Words, words: Words): Words {
  if (typeof words === "string" || isList(words)) return words;
  const inside = Object.entries(words).map(([key, inner]) => [key, merged((build as ProtocolWords)[key]!, inner)]);
  return { ...(build as ProtocolWords), ...Object.fromEntries(inside) };
}

function isList(words: Words): words is readonly string[] {
  return Array.isArray(words);
}
