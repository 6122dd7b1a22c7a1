import type { Random } from "../../../core/random.ts";
import type { Marks } from "../../protocol/protocol.ts";
import type { MarkStyle } from "./protocol-words.ts";

/** Writes a word as two marks in one style, which is drawn once. */
export function markWriter(random: Random, styles: readonly MarkStyle[]): (word: string) => Marks {
  const [open, close] = random.pick(styles);
  const cased = random.chance(0.2) ? (word: string) => word.toUpperCase() : (word: string) => word;
  return (word) => ({ open: open.replace("@", cased(word)), close: close.replace("@", cased(word)) });
}
