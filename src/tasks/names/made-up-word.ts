import type { Random } from "../../core/random.ts";

const ONSETS = "b br c ch d dr f fr g gl h j k kl l m n p pl qu r s sh sk st t th tr v w y z".split(" ");
const VOWELS = "a e i o u a e i o ai ea ou".split(" ");
const CODAS = "n l r s m nd rk lt sk th x".split(" ");

/** An English-looking word that means nothing, such as "Drosken" or "Vailur". */
export function madeUpWord(random: Random): string {
  const syllables = random.chance(0.3) ? 3 : 2;
  let word = "";
  for (let at = 0; at < syllables; at++) {
    const last = at === syllables - 1;
    word += random.pick(ONSETS) + random.pick(VOWELS) + (last || random.chance(0.25) ? random.pick(CODAS) : "");
  }
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const HAN =
  "云泽澜栖霞青浦望岚沐溪翠屿清澄远宁禾川秋棠松雪映月临枫鹤鸣槐荫砚池芷汀墨竹荷风星野岩泉洛棋锦笙珞瑶卓然景行亦舟";

/** A Chinese stem of so many characters that is easy to read as a name, such as "澜岚". */
export function madeUpStem(random: Random, length: number): string {
  const characters = [...HAN];
  let stem = "";
  while ([...stem].length < length) {
    const next = random.pick(characters);
    if (!stem.includes(next)) stem += next;
  }
  return stem;
}
