/** Usual values of BM25: how soon more of a word stops to count, and how much a long passage is discounted. */
const SATURATION = 1.2;
const LENGTH_DISCOUNT = 0.75;
/** Words that stand in every question. */
const COMMON = new Set(
  "a an and are at be by do does for from how in is it of on or that the this to was were what when where which who why with 的 了 是 吗 在".split(
    " ",
  ),
);

/** A passage's place in the text, and how well it goes with the question: 0 where they share no word. */
export interface RankedPassage {
  readonly at: number;
  readonly score: number;
}

/** Passages by how well they go with a question, best first, by the words that they share (BM25); no model is asked. */
export function rankPassages(question: string, passages: readonly string[]): RankedPassage[] {
  const wanted = new Set(termsOf(question).filter((term) => !COMMON.has(term)));
  const counted = passages.map((passage) => countTerms(termsOf(passage), wanted));
  const mean = counted.reduce((sum, { length }) => sum + length, 0) / Math.max(1, counted.length);
  const weights = new Map([...wanted].map((term) => [term, rarity(term, counted)]));
  return counted
    .map(({ counts, length }, at) => {
      const norm = SATURATION * (1 - LENGTH_DISCOUNT + (LENGTH_DISCOUNT * length) / Math.max(1, mean));
      const score = [...counts].reduce(
        (sum, [term, count]) => sum + (weights.get(term)! * count * (SATURATION + 1)) / (count + norm),
        0,
      );
      return { at, score };
    })
    .sort((one, other) => other.score - one.score || one.at - other.at);
}

interface Counted {
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

function countTerms(terms: readonly string[], wanted: ReadonlySet<string>): Counted {
  const counts = new Map<string, number>();
  for (const term of terms) if (wanted.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1);
  return { counts, length: terms.length };
}

function rarity(term: string, counted: readonly Counted[]): number {
  const holding = counted.filter(({ counts }) => counts.has(term)).length;
  return Math.log(1 + (counted.length - holding + 0.5) / (holding + 0.5));
}

/** Scripts that put no spaces between words. */
const UNSPACED = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}";
const RUNS = new RegExp(`([${UNSPACED}]+)|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`, "gu");

/** Words in lower case; of scripts that put no spaces between words, each two characters that follow each other. */
function termsOf(text: string): string[] {
  const runs = [...text.normalize("NFKC").toLowerCase().matchAll(RUNS)];
  return runs.flatMap(([run, unspaced]) => (unspaced === undefined ? [run] : pairsIn([...run])));
}

function pairsIn(characters: readonly string[]): string[] {
  if (characters.length < 2) return [...characters];
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}
