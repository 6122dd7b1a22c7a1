import type { TallyReport } from "../../format/tally.ts";

/** `1 row`, `12,345 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

/** A line for each reason, with how often and where it was first: nothing for an empty tally. */
export function tallyLines(title: string, tally: TallyReport): string[] {
  const entries = Object.entries(tally);
  if (entries.length === 0) return [];
  return [
    `${title}:`,
    ...entries.map(([reason, { count, examples }]) => {
      const first = examples[0];
      const detail = first?.detail === undefined ? "" : `: ${first.detail}`;
      return `  ${reason} ${counted(count, "row")}${first === undefined ? "" : `, first ${first.place}${detail}`}`;
    }),
  ];
}

/** A line for each output file. */
export function fileLines(
  files: readonly { readonly path: string; readonly rows: number; readonly bytes: number }[],
): string[] {
  return files.map(({ path, rows, bytes }) => `  ${path} (${counted(rows, "row")}, ${counted(bytes, "byte")})`);
}
