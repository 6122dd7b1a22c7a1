/** Counts how often names come up. */
export interface NameCounts {
  add(name: string): void;
  distinct(): number;
  /** The names that come up most, with their counts; of equals the first by name. */
  top(limit: number): [name: string, count: number][];
  /** There were names that are not counted, because there were too many. */
  more(): boolean;
}

/** {@link NameCounts} for at most `limit` names, so that memory stays flat whatever a dataset holds. */
export function createNameCounts(limit = 100_000): NameCounts {
  const counts = new Map<string, number>();
  let more = false;
  return {
    add(name) {
      const count = counts.get(name);
      if (count === undefined && counts.size >= limit) more = true;
      else counts.set(name, (count ?? 0) + 1);
    },
    distinct: () => counts.size,
    top: (number) => [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, number),
    more: () => more,
  };
}
