import { visibleText } from "../core/visible-text.ts";
import type { PassRate } from "./pass-rates.ts";

/** Pass rates as a table for people: what is looked at together under one heading, a line for each part. */
export function formatPassRates(rates: readonly PassRate[]): string {
  const width = Math.max(0, ...rates.map(({ name }) => name.length)) + 2;
  const lines: string[] = [];
  let heading: string | undefined;
  for (const { by, name, solved, episodes } of rates) {
    if (by !== heading) lines.push(`${`by ${by}`.padEnd(width)}    solved  episodes`);
    heading = by;
    lines.push(`  ${name.padEnd(width)}  ${percent(solved, episodes).padStart(6)}  ${String(episodes).padStart(8)}`);
  }
  return visibleText(lines.join("\n"));
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "0.0%" : `${((part / whole) * 100).toFixed(1)}%`;
}
