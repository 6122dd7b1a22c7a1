import { callsTools } from "../grid.ts";
import type { Forms } from "./compose-forms.ts";
import type { Composer } from "./composer.ts";
import { quotedSigns } from "./signs.ts";

/** Can all signs be explained side by side? Only labels can, where each part of a step has one. */
export function hasGlossary({ protocol, cell }: Composer): boolean {
  return (
    callsTools(cell.ability) &&
    protocol.kind === "labelled" &&
    [protocol.arguments, protocol.answer, protocol.give_up].every((part) => "label" in part)
  );
}

/** What each label means, and a call as an example. */
export function composeGlossary({ book, random, say, protocol }: Composer, forms: Forms): string[] {
  const { meanings, glossaryIntro, glossaryExample, quotes, and } = book.output;
  // At the start of a line a label needs no quotes.
  const names = quotedSigns(protocol, random.pick(["@sign", quotes[0]!]), and);
  const bullet = random.pick(["- ", "", "* "]);
  const roles = ["thought", "action", "arguments", "answer", "give_up"] as const;
  const lines = roles.map((role) => bullet + say(meanings[role], names));
  return [`${say(glossaryIntro)}\n${lines.join("\n")}`, `${say(glossaryExample)}\n${forms.call}`];
}

/** What the keys of a call in a JSON object mean. */
export function composeKeys({ protocol, book, random, say }: Composer): string {
  const { meanings, keysIntro, keyQuotes, and } = book.output;
  const names = quotedSigns(protocol, random.pick(keyQuotes), and);
  const lines = (["thought", "action", "arguments"] as const).map((role) => `- ${say(meanings[role], names)}`);
  return `${say(keysIntro)}\n${lines.join("\n")}`;
}
