import { EndpointError } from "../../../core/errors.ts";
import { createRandom } from "../../../core/random.ts";
import { liesInPrompt } from "../../../llm/lies-in-prompt.ts";
import type { Language, PromptTemplate } from "../../template.ts";
import { possibleCells } from "../grid.ts";
import { type AskingOptions, askAll } from "./ask-all.ts";
import { createCellChooser } from "./choose-cells.ts";
import { createTemplateJudge } from "./judge-templates.ts";
import type { Occasion } from "./occasion.ts";
import { type Attempt, planAttempt } from "./plan-attempt.ts";
import type { Outcome } from "./write-template.ts";

/** What is to be written. */
export interface Filling {
  /** Templates to keep. */
  readonly count: number;
  /** Attempts at most. */
  readonly attempts: number;
  readonly seed: number;
  readonly languages: readonly Language[];
  readonly occasions: readonly Occasion[];
}

/** Who takes what came of each attempt, in the order of the attempts. */
export interface Taker {
  keep(template: PromptTemplate, outcome: Outcome): Promise<void> | void;
  drop(outcome: Outcome, reason: string, detail: string): Promise<void> | void;
}

/** Attempts of one wave at most: all that they say is in memory until the wave is judged. */
const LONGEST_WAVE = 1_000;

/**
 * Fills a library wave by wave: as many attempts as templates are wanting, for the cells that are emptiest then, and the next
 * wave once all of them are judged in their order. So what comes out is the same however many are in flight, and in
 * whatever order replies come. Gives the number of attempts.
 */
export async function fillLibrary(
  { count, attempts: most, seed, languages, occasions }: Filling,
  write: (attempt: Attempt) => Promise<Outcome>,
  taker: Taker,
  options: AskingOptions,
): Promise<number> {
  const chooser = createCellChooser(possibleCells(languages), createRandom(seed, "written cells"));
  const refusalOf = createTemplateJudge();
  let kept = 0;
  let made = 0;

  function one({ number, cell }: Pick<Attempt, "number" | "cell">): Promise<Outcome> {
    const attempt = planAttempt(seed, number, cell, occasions);
    return write(attempt).catch((error: unknown) => unlessInPrompt(error, attempt));
  }

  async function take(outcome: Outcome): Promise<void> {
    const { template, attempt } = outcome;
    const refusal = template === undefined ? lastProblem(outcome) : refusalOf(template);
    if (refusal === undefined) {
      kept++;
      await taker.keep(template!, outcome);
    } else {
      chooser.drop(attempt.cell);
      await taker.drop(outcome, refusal.reason, refusal.detail);
    }
  }

  while (kept < count && made < most) {
    const size = Math.min(count - kept, most - made, LONGEST_WAVE);
    const wave = Array.from({ length: size }, (_, at) => ({ number: made + at + 1, cell: chooser.next() }));
    for (const outcome of await askAll(wave, one, options)) await take(outcome);
    made += size;
  }
  return made;
}

/** A prompt that is too long or filtered is no failure of the server's: the attempt is dropped, and others go on. */
function unlessInPrompt(error: unknown, attempt: Attempt): Outcome {
  if (!(error instanceof EndpointError) || !liesInPrompt(error)) throw error;
  return { attempt, replies: [{ text: "", problems: [{ reason: error.reason, problem: error.message }] }] };
}

/** Why there is no template: what was wrong with the last reply. */
function lastProblem({ replies }: Outcome): { readonly reason: string; readonly detail: string } {
  const [first, ...more] = replies.at(-1)!.problems;
  const rest = more.length === 0 ? "" : ` (and ${more.length} more)`;
  return { reason: first!.reason, detail: `${first!.problem}${rest}` };
}
