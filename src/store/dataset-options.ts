import type { JsonValue } from "../core/json/value.ts";

/** What a dataset is made by and of. */
export interface DatasetOptions {
  /** The command and its options, without secrets. */
  readonly command: { readonly name: string; readonly options: Readonly<Record<string, JsonValue>> };
  /** What the rows are, if no trajectories: the manifest's `schema`. */
  readonly schema?: string;
  /** Paths of the datasets that rows are taken from. Their licences and `eval_only` pass on to this one. */
  readonly parents?: readonly string[];
  /** The rows keep the ids that they have in one other dataset, and those are unique: no table of them is needed. */
  readonly idsAreUnique?: boolean;
  /** Files that rows are read from, as the user named them. */
  readonly sources?: readonly string[];
  readonly licences?: readonly string[];
  readonly config?: JsonValue;
  readonly seed?: number;
  /** Write `.jsonl.zst` files. */
  readonly compress?: boolean;
  /** Rows in a full shard; 100,000 if not given. */
  readonly shardRows?: number;
  /** Bytes (before compression) after which a shard is full; 1 GiB if not given. */
  readonly shardBytes?: number;
  /** Replace an existing dataset. */
  readonly force?: boolean;
  /** The rows are for evaluation, never for training. */
  readonly evalOnly?: boolean;
}
