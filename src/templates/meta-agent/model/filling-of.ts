import { UsageError } from "../../../core/errors.ts";
import { LANGUAGES, type Language } from "../../template.ts";
import type { Filling } from "./fill-library.ts";
import type { Occasion } from "./occasion.ts";

/** What a user says of what is to be written. */
interface FillingOptions {
  readonly count: number;
  readonly attempts?: number | undefined;
  readonly seed?: number | undefined;
  readonly languages?: readonly Language[] | undefined;
  readonly occasions: readonly Occasion[];
}

/** Of three attempts one is to hold. */
const ATTEMPTS = 3;

/** What is to be written, where the options say nothing of it, too. Throws UsageError for numbers that make no sense. */
export function fillingOf(options: FillingOptions): Filling {
  checkNumbers(options);
  const { count, attempts, seed = 0, languages, occasions } = options;
  return {
    count,
    attempts: attempts ?? count * ATTEMPTS,
    seed,
    languages: languages?.length ? [...new Set(languages)] : LANGUAGES,
    occasions,
  };
}

function checkNumbers({ count, attempts, seed = 0 }: FillingOptions): void {
  if (!Number.isSafeInteger(count) || count < 1)
    throw new UsageError(`count is ${count}`, "Give the number of templates as a whole number, 1 or more.");
  if (attempts !== undefined && attempts < count)
    throw new UsageError(
      `${attempts} attempts cannot give ${count} templates`,
      "Allow at least one for each template.",
    );
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff)
    throw new UsageError(`seed is ${seed}`, `Give a whole number from 0 to ${0xffffffff}.`);
}
