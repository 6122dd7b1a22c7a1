/**
 * What a writer takes from row to row, so that another one can go on in the middle of a dataset: threads write runs of rows
 * at the same time, and what the rows before a run leave is known only when those are written.
 */
export interface Carry {
  /** Rows follow of which those before are not known: `write` throws {@link CarryUnknown} where it needs what they left. */
  forget(): void;
  /** Says what the rows before left; undefined when they left nothing. */
  resume(left: Uint8Array | undefined): void;
  /** What the rows since `forget` left for those that follow; undefined when they left nothing. */
  left(): Uint8Array | undefined;
}

/** A row needs what rows before it left. The writer is as it was before this row. */
export class CarryUnknown extends Error {}
