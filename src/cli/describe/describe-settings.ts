import { visibleText } from "../../core/visible-text.ts";
import type { ResolvedSettings } from "../../pipeline/settings/resolve-settings.ts";

/** What is set and where, for people. */
export function describeSettings({ settings, secrets }: ResolvedSettings): string {
  const rows = [
    ...settings.map(({ name, value, from }) => [name, value === null ? "" : String(value), from]),
    ...secrets.map((name) => [name, "set", "variable"]),
  ];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map(
    ([name, value, from]) => `${name!.padEnd(widths[0]!)}  ${value!.padEnd(widths[1]!)}  ${from}\n`,
  );
  return visibleText(lines.join(""));
}
