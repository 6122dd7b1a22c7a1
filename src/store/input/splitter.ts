/** Where a row stands in the bytes given to a splitter, without the white space around it. */
export interface RowSpan {
  readonly start: number;
  readonly end: number;
  /** 1-based line of its first byte. */
  readonly line: number;
  /** Set where no whole row could be found: what is wrong at `end`. */
  readonly damage?: Damage;
}

/** Why a row's end, or the next row's start, cannot be found. */
export interface Damage {
  readonly problem: string;
  readonly fix: string;
  /** Is the rest of the file read on, skipped because no row can be found in it, or is there none? */
  readonly rest: "read" | "skipped" | "none";
}

/** Finds the rows in a file's bytes, as they come in. */
export interface Splitter {
  /**
   * The rows that end in `bytes`, and how many bytes are done with: the next call's bytes begin there. `last` says that the
   * file ends with these bytes.
   */
  split(bytes: Buffer, last: boolean): { readonly spans: readonly RowSpan[]; readonly done: number };
  /** What stands between the rows. */
  readonly gaps: RowGaps;
}

/** The texts in front of the first row, between rows, and behind the last one. */
export class RowGaps {
  open: string | undefined;
  between: string | undefined;
  /** Not all gaps between rows are the same. */
  isMixed = false;
  close = "";

  /** Notes the gap in front of a row. */
  add(gap: string): void {
    if (this.open === undefined) this.open = gap;
    else if (this.between === undefined) this.between = gap;
    else if (this.between !== gap) this.isMixed = true;
  }
}
