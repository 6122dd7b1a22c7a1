/** One file to read rows from; the path `-` is standard input. */
export interface InputFile {
  readonly path: string;
  /** It is a shard of a dataset, and may therefore be empty. */
  readonly isShard: boolean;
}
