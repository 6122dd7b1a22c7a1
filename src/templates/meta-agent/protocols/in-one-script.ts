import type { Random } from "../../../core/random.ts";
import type { ProtocolWords } from "./protocol-words.ts";

/** The words without the keys, commands and tags of one script, so that no protocol mixes Chinese and Latin ones. */
export function inOneScript(words: ProtocolWords, random: Random): ProtocolWords {
  const isHan = words.keys.thought.some(hasHan) && random.chance(0.6);
  const { keys, commands, tags, ...rest } = words;
  return { ...rest, keys: only(keys, isHan), commands: only(commands, isHan), tags: only(tags, isHan) };
}

function only<T extends object>(lists: T, isHan: boolean): T {
  return Object.fromEntries(
    Object.entries(lists).map(([name, list]) => [
      name,
      // Brackets are everybody's; words in a style are not.
      (list as unknown[]).filter((item) => hasHan(JSON.stringify(item)) === isHan || (isHan && name === "styles")),
    ]),
  ) as T;
}

function hasHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}
