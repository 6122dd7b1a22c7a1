import { existsSync } from "node:fs";

/**
 * The values in one word of a list flag: separated by commas, but not by those inside braces (`part-{0,1}.jsonl` is one
 * glob) or in the name of a file that exists.
 */
export function splitList(word: string): string[] {
  if (!word.includes(",") || existsSync(word)) return word === "" ? [] : [word];
  const items: string[] = [];
  let depth = 0;
  let item = "";
  for (const character of word) {
    if (character === "{") depth++;
    if (character === "}") depth--;
    if (character === "," && depth <= 0) {
      items.push(item);
      item = "";
    } else item += character;
  }
  items.push(item);
  return items.map((text) => text.trim()).filter((text) => text !== "");
}
