/** The name of the file with the hash of every other file in a dataset, as `sha256sum -c` reads it. */
export const SUMS = "SHA256SUMS";

/** Hashes by file name as the text of {@link SUMS}, in code-unit order of the names. */
export function formatSums(sums: ReadonlyMap<string, string>): string {
  const names = [...sums.keys()].sort();
  return names.map((name) => `${sums.get(name)}  ${name}\n`).join("");
}

/** The text of {@link SUMS} as hashes by file name; undefined when it is not exactly what {@link formatSums} writes. */
export function parseSums(text: string): Map<string, string> | undefined {
  const sums = new Map<string, string>();
  for (const line of text.split("\n").slice(0, -1)) {
    const [, hash, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (hash === undefined || name === undefined) return undefined;
    sums.set(name, hash);
  }
  return formatSums(sums) === text ? sums : undefined;
}
