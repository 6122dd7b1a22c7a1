import type { NativeProtocol } from "../../protocol/protocol.ts";
import { type Draft, unnamed } from "./draft.ts";
import { markWriter } from "./invent-marks.ts";

/** Tool calls of the chat API, with marks for what the API has no place for. */
export function inventNative({ random, words, language, acts }: Draft): NativeProtocol {
  const { tags } = words;
  const marked = markWriter(random, tags.styles);
  return {
    ...unnamed(acts && random.chance(0.6)),
    kind: "native",
    language,
    thought: marked(random.pick(tags.thought)),
    answer: random.chance(0.7) ? "bare" : marked(random.pick(tags.answer)),
    give_up: marked(random.pick(tags.give_up)),
  };
}
