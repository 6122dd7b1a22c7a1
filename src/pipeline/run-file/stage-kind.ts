import type { z } from "zod";
import type { GenerateProgress } from "../../generate/progress-count.ts";

/** What a stage leaves in its folder. */
export type Product = "trajectories" | "templates" | "tasks" | "files";

/** A file, folder or glob that a stage reads. */
export interface StageInput {
  /** As the run file has it, or with paths in the places of references. */
  readonly path: string;
  /** What it must be, where another stage of the file makes it. */
  readonly needs?: Product | undefined;
}

/** How far a stage is. */
export type StageProgress = { readonly rows: number } | GenerateProgress;

/** What a stage is told beside its options. */
export interface StageContext {
  /** The folder to write; nothing stands there, or what an unfinished attempt left and the stage goes on from or replaces. */
  readonly output: string;
  readonly concurrency: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: StageProgress) => void) | undefined;
}

/** Something that a stage can do: its options, and how the library does it. */
export interface StageKind<O = never, R extends object = object> {
  readonly summary: string;
  readonly options: z.ZodType<O>;
  readonly makes: Product;
  /** Settings that it takes as options, unless the stage has its own: see `SETTINGS`. */
  readonly settings: readonly ("seed" | "model")[];
  /** Does it replace or go on with what stands there by itself? All else of an earlier attempt is cleared away. */
  readonly keepsOld: "until replaced" | "to go on" | "no";
  /** Options that decide nothing of what comes out: a change of theirs makes nothing anew. */
  readonly beside?: readonly string[];
  /** Why what stands in its folder is not cleared away unasked; undefined where it may be. */
  precious?(folder: string): string | undefined;
  reads(options: O): readonly StageInput[];
  /** Throws UsageError, one after the other, for what the schema of the options cannot tell; references are still texts. */
  checks(options: O): readonly (() => unknown)[];
  run(options: O, context: StageContext): Promise<R>;
}
