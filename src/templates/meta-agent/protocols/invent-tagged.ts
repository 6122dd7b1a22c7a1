import type { TaggedProtocol } from "../../protocol/protocol.ts";
import { type Draft, unnamed } from "./draft.ts";
import { inventEndings } from "./invent-endings.ts";
import { markWriter } from "./invent-marks.ts";

const ELEMENTS = [
  ["name", "argument"],
  ["tool", "argument"],
  ["tool_name", "parameter"],
  ["function", "param"],
  ["use", "with"],
  ["target", "field"],
] as const;

/** Marks around thoughts, calls and endings, all in one style, with JSON or XML in the calls. */
export function inventTagged(draft: Draft): TaggedProtocol {
  const { random, words, language } = draft;
  const { tags } = words;
  const marked = markWriter(random, tags.styles);
  const answer = random.chance(0.5) ? marked(random.pick(tags.answer)) : ("bare" as const);
  const endings = inventEndings<TaggedProtocol["answer"]>(draft, {
    answer,
    give_up: marked(random.pick(tags.give_up)),
  });
  return {
    ...unnamed(draft.acts && random.chance(0.4)),
    kind: "tagged",
    language,
    thought: { ...marked(random.pick(tags.thought)), ...(random.chance(0.5) ? { always: true } : {}) },
    call: inventCall(draft, marked(random.pick(tags.call))),
    ...(endings as Pick<TaggedProtocol, "answer" | "give_up">),
    observation: marked(random.pick(tags.observation)),
  };
}

function inventCall({ random, words }: Draft, marks: TaggedProtocol["observation"]): TaggedProtocol["call"] {
  if (random.chance(0.3)) {
    const [name, argument] = random.pick(ELEMENTS);
    return { body: "xml", marks, name, argument };
  }
  const [name, args] = random.pick(words.keys.pairs);
  return { body: "json", marks, ...(random.chance(0.25) ? { fence: "json" } : {}), name, arguments: args };
}
