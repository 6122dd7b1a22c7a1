import { UsageError } from "../core/errors.ts";

/** The words of `--errors`, such as `loop=0.05`, as rates by kind. Throws UsageError for a word that is not one. */
export function readErrorRates(words: readonly string[]): Record<string, number> {
  const rates: Record<string, number> = {};
  for (const word of words) {
    const [, kind, rate] = /^(\w+)=(\d*\.?\d+)$/.exec(word) ?? [];
    if (kind === undefined)
      throw new UsageError(`--errors cannot be "${word}"`, "Write for example --errors wrong_tool=0.1,loop=0.05.");
    rates[kind] = Number(rate);
  }
  return rates;
}
