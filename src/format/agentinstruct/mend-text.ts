import type { Grammar } from "./grammar/grammar.ts";

/** A text as a grammar may have meant it, and the names of what was mended: those that protocols have for the same. */
export interface MendedText {
  readonly text: string;
  readonly repairs: readonly string[];
}

/** The text with labels as the grammar spells them, and without an observation that the agent made up. */
export function mendText(text: string, { labels }: Grammar): MendedText {
  const invented = text.search(/^[ \t]*observation:/im);
  const own = invented === -1 ? text : text.slice(0, invented);
  const spelled = own.replace(
    new RegExp(`^([ \\t]*)(${labels.join("|")}) ?:`, "gim"),
    (_, blank: string, found: string) => {
      return `${blank}${labels.find((label) => label.toLowerCase() === found.toLowerCase())}:`;
    },
  );
  const repairs = [...(spelled === own ? [] : ["label_case"]), ...(own === text ? [] : ["invented_observation"])];
  return { text: spelled, repairs };
}
