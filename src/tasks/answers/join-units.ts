import type { FoundNumber } from "./find-numbers.ts";
import { startingUnit, unitOf } from "./units.ts";

/** What stands between the two parts of one value. */
const JOINER = /^(?:,? and |, ?| |零|又|)$/;

/**
 * The numbers of a text, of which those that together are one value are one: "3 weeks and 2 days" is 23 days. `unit` is the one
 * that the value is asked in; numbers in other dimensions stay as they are.
 */
export function joinUnits(numbers: readonly FoundNumber[], unit: string | undefined): FoundNumber[] {
  if (unit === undefined) return [...numbers];
  const joined: FoundNumber[] = [];
  for (const found of numbers) {
    const last = joined.at(-1);
    const sum = last === undefined ? undefined : sumOf(last, found, unit);
    if (sum === undefined) joined.push(found);
    else joined[joined.length - 1] = sum;
  }
  return joined;
}

/** The two as one number in this unit, where the second goes on in a smaller unit right behind the first. */
function sumOf(larger: FoundNumber, smaller: FoundNumber, unit: string): FoundNumber | undefined {
  const [first, second] = [startingUnit(larger.behind), startingUnit(smaller.behind)];
  if (first === undefined || second === undefined) return undefined;
  const { factors } = unitOf(unit);
  const [one, other, base] = [factors[first.word], factors[second.word], factors[unit]];
  if (one === undefined || other === undefined || base === undefined || other >= one) return undefined;
  const upTo = larger.behind.slice(0, first.end);
  const at = smaller.before.lastIndexOf(upTo);
  if (at < 0 || !JOINER.test(smaller.before.slice(at + upTo.length))) return undefined;
  const value = Number(((larger.value * one + smaller.value * other) / base).toPrecision(12));
  return { value, before: larger.before, behind: ` ${unit}` };
}
