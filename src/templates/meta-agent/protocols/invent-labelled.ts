import type { Random } from "../../../core/random.ts";
import type { LabelledProtocol } from "../../protocol/protocol.ts";
import { type Draft, unnamed } from "./draft.ts";
import { inventEndings } from "./invent-endings.ts";

const BRACKETS = [
  { open: "(", close: ")" },
  { open: "[", close: "]" },
  { open: "\n```json\n", close: "\n```" },
  { open: "\n```\n", close: "\n```" },
] as const;

/** Labels at line starts, all in one style. */
export function inventLabelled(draft: Draft): LabelledProtocol {
  const { random, words, language } = draft;
  const { labels } = words;
  const style = random.pick(labels.styles);
  const written = labelWriter(random, style);
  const [action, args] = random.pick(labels.calls);
  const texts = {
    answer: { label: written(random.pick(labels.answer)) },
    give_up: { label: written(random.pick(labels.give_up)) },
  };
  return {
    ...unnamed(draft.acts && random.chance(0.2)),
    kind: "labelled",
    language,
    // What looks like a heading has its text below.
    separator: /^[#=]/.test(style) || random.chance(0.2) ? "\n" : " ",
    thought: written(random.pick(labels.thought)),
    action: written(action),
    arguments: random.chance(0.72) ? { label: written(args) } : random.pick(BRACKETS),
    ...inventEndings(draft, texts),
    observation: written(random.pick(labels.observation)),
  };
}

function labelWriter(random: Random, style: string): (word: string) => string {
  const cased = random.pick([
    (word: string) => word,
    (word: string) => word,
    (word: string) => word.toUpperCase(),
    (word: string) => word.toLowerCase(),
  ]);
  return (word) => style.replace("@", cased(word));
}
