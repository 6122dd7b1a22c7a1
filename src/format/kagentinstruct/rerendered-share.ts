/** Counts rows by lineage, so that those under foreign templates stay below a share of all that were written so far. */
export interface RerenderedShare {
  /** May one more row of this lineage be written? If so, it counts as written. */
  admit(lineage: "native" | "rerendered"): boolean;
  /** Counts a row that is written whatever the share. */
  count(lineage: "native" | "rerendered"): void;
}

/** A {@link RerenderedShare} of at most `most`, 0 to 1. */
export function rerenderedShare(most: number): RerenderedShare {
  let [rerendered, all] = [0, 0];
  const count = (lineage: "native" | "rerendered") => {
    all++;
    if (lineage === "rerendered") rerendered++;
  };
  return {
    count,
    admit(lineage) {
      if (lineage === "rerendered" && (rerendered + 1) / (all + 1) > most) return false;
      count(lineage);
      return true;
    },
  };
}
