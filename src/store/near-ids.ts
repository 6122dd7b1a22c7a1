const SHOWN = 3;

/** The few of many ids that look most like one that was asked for, best first; they are looked at one by one and not kept. */
export interface NearIds {
  look(id: string): void;
  best(): string[];
}

/** Ids count as near when their common beginning and end make up half of what was asked for. */
export function nearIds(asked: string): NearIds {
  const wanted = asked.toLowerCase();
  let found: { readonly id: string; readonly score: number }[] = [];
  return {
    look(id) {
      const score = likeness(id.toLowerCase(), wanted);
      if (score * 2 < wanted.length || (found.length === SHOWN && score <= found.at(-1)!.score)) return;
      if (found.some((known) => known.id === id)) return;
      found = [...found, { id, score }].sort((a, b) => b.score - a.score).slice(0, SHOWN);
    },
    best: () => found.map(({ id }) => id),
  };
}

/** Characters that two texts share at their beginnings and, of what is left, at their ends; less a little for length. */
function likeness(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return start + end - Math.abs(a.length - b.length) / 4;
}
