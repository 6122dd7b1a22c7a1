import { UsageError } from "../core/errors.ts";
import type { JsonValue } from "../core/json/value.ts";
import { FORMATS } from "./registry.ts";

/** How surely a row must be of a format for the guess to stand. */
const SURE_ENOUGH = 0.5;

/** Which format these rows (the first of an input) are in. Throws UsageError when none fits, or several fit as well. */
export async function guessFormat(rows: readonly JsonValue[]): Promise<string> {
  const candidates: { name: string; score: number }[] = [];
  for (const [name, load] of Object.entries(FORMATS)) {
    const format = await load();
    if (format.reading === undefined) continue;
    const score = rows.reduce<number>((sum, row) => sum + format.detect(row), 0) / Math.max(rows.length, 1);
    if (score >= SURE_ENOUGH) candidates.push({ name, score });
  }
  const best = Math.max(...candidates.map(({ score }) => score));
  const names = candidates.filter(({ score }) => score === best).map(({ name }) => name);
  if (names.length === 1) return names[0]!;
  if (names.length === 0) {
    throw new UsageError(
      "the input is in no format that can be told by its first rows",
      `Name it with --from: ${Object.keys(FORMATS).join(", ")}.`,
    );
  }
  throw new UsageError(`the input could be ${names.join(" or ")}`, "Name the one that it is with --from.");
}
