/** What came of having a model write templates. */
export interface WritingReport {
  readonly model: string;
  /** Which prompt asked for them. */
  readonly prompt: string;
  /** Templates that were asked for. */
  readonly wanted: number;
  readonly attempts: number;
  /** Templates that were kept after one or two repairs. */
  readonly repaired: number;
  /** Attempts that gave no template of the library, by reason; all that the model said stands beside the library. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Templates that are wanting after all attempts: the model is too weak. */
  readonly missing: number;
  /** Replies that were asked for now, and those that stood there from an earlier call. */
  readonly replies: { readonly asked: number; readonly recalled: number };
}
