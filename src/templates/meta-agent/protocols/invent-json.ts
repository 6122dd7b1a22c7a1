import type { JsonProtocol } from "../../protocol/protocol.ts";
import { type Draft, unnamed } from "./draft.ts";
import { inventEndings } from "./invent-endings.ts";

/** One JSON object with keys of one language, at times with more keys than anybody reads. */
export function inventJson(draft: Draft): JsonProtocol {
  const { random, words, language } = draft;
  const { keys } = words;
  const parallel = draft.acts && random.chance(0.25);
  const [name, args] = random.pick(keys.pairs);
  const thought = pathOf(random.pick(keys.thought));
  const [open, close] = random.pick(words.shown);
  const texts = {
    answer: { path: pathOf(random.pick(keys.answer)) },
    give_up: { path: pathOf(random.pick(keys.give_up)) },
  };
  const extras = random.chance(0.4) ? random.shuffled(keys.extras).slice(0, 1 + random.below(2)) : [];
  return {
    ...unnamed(parallel),
    kind: "json",
    language,
    ...(random.chance(0.25) ? { fence: "json" } : {}),
    indent: random.pick([0, 2, 2, 4] as const),
    thought,
    call: { path: pathOf(random.pick(parallel ? keys.calls : keys.call)), name, arguments: args },
    ...inventEndings(draft, texts),
    ...(extras.length > 0
      ? { constants: extras.map((key) => ({ path: [...thought.slice(0, -1), key], value: "" })) }
      : {}),
    observation: { open, close },
  };
}

function pathOf(key: string): string[] {
  return key.split(".");
}
