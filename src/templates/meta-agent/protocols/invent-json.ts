import type { JsonProtocol } from "../../protocol/protocol.ts";
import { type Draft, unnamed } from "./draft.ts";
import { inventEndings } from "./invent-endings.ts";

/** What steps can say beside a thought, by the keys for it. */
const FIELDS: Readonly<Record<string, string>> = {
  plan: "plan",
  criticism: "criticism",
  speak: "speak",
  计划: "plan",
  自评: "criticism",
};

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
    ...extrasAt(thought.slice(0, -1), extras),
    observation: { open, close },
  };
}

/** Keys beside the thought: texts that steps have, or keys that anything may stand under. */
function extrasAt(place: readonly string[], keys: readonly string[]): Pick<JsonProtocol, "fields" | "constants"> {
  const fields = keys.flatMap((key) =>
    FIELDS[key] === undefined ? [] : [{ name: FIELDS[key], path: [...place, key] }],
  );
  const constants = keys.flatMap((key) => (FIELDS[key] === undefined ? [{ path: [...place, key], value: "" }] : []));
  return { ...(fields.length > 0 ? { fields } : {}), ...(constants.length > 0 ? { constants } : {}) };
}

function pathOf(key: string): string[] {
  return key.split(".");
}
