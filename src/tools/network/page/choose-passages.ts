import { rankPassages } from "./rank-passages.ts";
import { splitPassages } from "./split-passages.ts";

/** The part of a page that is shown. */
export interface ChosenPassages {
  /** Passages in the page's order; `[...]` stands where others were left out. */
  readonly content: string;
  readonly shown: number;
  readonly of: number;
}

const GAP = "[...]";

/**
 * As much of a text as may be shown: the passages that go best with the question, or its beginning where there is none or
 * nothing goes with it.
 */
export function choosePassages(text: string, question: string | undefined, maxCharacters: number): ChosenPassages {
  const passages = splitPassages(text);
  const chosen = fitting(passages, orderFor(question, passages), maxCharacters);
  const lines = chosen.flatMap((at, index) => {
    const isGap = at !== (index === 0 ? 0 : chosen[index - 1]! + 1);
    return isGap ? [GAP, passages[at]!] : [passages[at]!];
  });
  if (chosen.length > 0 && chosen.at(-1) !== passages.length - 1) lines.push(GAP);
  return { content: lines.join("\n").slice(0, maxCharacters), shown: chosen.length, of: passages.length };
}

function orderFor(question: string | undefined, passages: readonly string[]): number[] {
  const ranked = question === undefined ? [] : rankPassages(question, passages).filter(({ score }) => score > 0);
  return ranked.length > 0 ? ranked.map(({ at }) => at) : passages.map((_, at) => at);
}

/** The places, in order, of the first ones of a ranking that fit in together; one is shown in any case. */
function fitting(passages: readonly string[], ranking: readonly number[], maxCharacters: number): number[] {
  const chosen: number[] = [];
  let left = maxCharacters;
  for (const at of ranking) {
    left -= passages[at]!.length + GAP.length + 2;
    if (left < 0 && chosen.length > 0) break;
    chosen.push(at);
  }
  return chosen.sort((one, other) => one - other);
}
