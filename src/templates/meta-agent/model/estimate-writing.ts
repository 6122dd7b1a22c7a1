import { createRandom } from "../../../core/random.ts";
import { MOST_REPAIRS } from "../../../llm/ask-json/ask-json.ts";
import { estimateTokens } from "../../prompt/estimate-tokens.ts";
import { possibleCells } from "../grid.ts";
import { createCellChooser } from "./choose-cells.ts";
import type { Filling } from "./fill-library.ts";
import { planAttempt } from "./plan-attempt.ts";
import { requestMessages } from "./request-messages.ts";

/** What it would take to have a model write a library. */
export interface WritingEstimate {
  readonly templates: number;
  /** One for each template, if each is right at once; and where all are mended as often as may be, and dropped. */
  readonly requests: { readonly least: number; readonly most: number };
  /** About how many tokens a request has, on average, and a template if it is like those that mat makes. */
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
}

/** So many requests are looked at. */
const SAMPLE = 40;

/** Says what it would take; nothing is asked. */
export function estimateWriting({ count, attempts, seed, languages, occasions }: Filling): WritingEstimate {
  const chooser = createCellChooser(possibleCells(languages), createRandom(seed, "written cells"));
  const planned = Array.from({ length: Math.min(count, SAMPLE) }, (_, at) =>
    planAttempt(seed, at + 1, chooser.next(), occasions),
  );
  const mean = (tokens: readonly number[]) => Math.round(tokens.reduce((sum, one) => sum + one, 0) / tokens.length);
  return {
    templates: count,
    requests: { least: count, most: attempts * (MOST_REPAIRS + 1) },
    prompt_tokens: mean(planned.map((attempt) => tokensOf(requestMessages(attempt).map(({ content }) => content)))),
    completion_tokens: mean(planned.map(({ example }) => tokensOf([JSON.stringify([example.slots, example.layout])]))),
  };
}

function tokensOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + estimateTokens(text), 0);
}
