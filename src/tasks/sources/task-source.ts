import type { JsonObject } from "../../core/json/value.ts";
import type { Task } from "../task.ts";

/** Where a row stands, and what its task is called where it has no name of its own. */
export interface SourcePlace {
  /** The file's name without its folder and ending, and the number of the row. */
  readonly fallbackId: string;
  /** The path as it was given. */
  readonly file: string;
}

/** Reads the rows of one kind as tasks. */
export interface TaskSource {
  readonly name: string;
  /** Is a row of this kind, by its keys? */
  readonly fits: (row: JsonObject) => boolean;
  /** The task; a text where the row is not what its keys promise: what is wrong with it. */
  readonly read: (row: JsonObject, place: SourcePlace) => Task | string;
}
