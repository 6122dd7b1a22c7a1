import type { FinalCommand } from "../../protocol/protocol.ts";
import type { Draft } from "./draft.ts";

/** How an invented protocol ends an episode: by texts of its own kind, by one command for both endings, or by two. */
export function inventEndings<T>(
  { random, words, acts }: Draft,
  texts: { readonly answer: T; readonly give_up: T },
): { answer: T | FinalCommand; give_up: T | FinalCommand } {
  const way = acts ? random.below(10) : 9;
  if (way < 2) {
    const { command, text, key, ...both } = random.pick(words.commands.both);
    const ending = (value: string | boolean): FinalCommand => ({ command, text, constants: { [key]: value } });
    return { answer: ending(both.answer), give_up: ending(both.give_up) };
  }
  if (way < 5) return { answer: inventCommand(words.commands.answer), give_up: inventCommand(words.commands.give_up) };
  return texts;

  function inventCommand(commands: readonly (readonly [string, string])[]): FinalCommand {
    const [command, text] = random.pick(commands);
    return { command, text };
  }
}
