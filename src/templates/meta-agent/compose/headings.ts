/** Draws the heading of a part: what stands before and behind it. */
export type Heading = (word: string, number: string) => readonly [before: string, after: string];

/** Styles of headings, each with the line breaks that it wants. */
export const HEADINGS: readonly Heading[] = [
  (word) => [`## ${word}\n`, ""],
  (word) => [`# ${word}\n\n`, ""],
  (word) => [`### ${word}\n`, ""],
  (word) => [`**${word}**\n`, ""],
  (word, number) => [`${number}. ${word}\n`, ""],
  (word, number) => [`(${number}) ${word}\n`, ""],
  (word) => [`[${word}]\n`, ""],
  (word) => [`=== ${word} ===\n`, ""],
  (word) => [`--- ${word} ---\n`, ""],
  (word) => [`${word}\n${"-".repeat(8)}\n`, ""],
  (word) => [`${word.toUpperCase()}\n`, ""],
  (word) => [`<${word.toLowerCase().replaceAll(" ", "_")}>\n`, `\n</${word.toLowerCase().replaceAll(" ", "_")}>`],
  (word) => [`【${word}】\n`, ""],
  (word) => [`■ ${word}\n`, ""],
];
