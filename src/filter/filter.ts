import type { z } from "zod";
import type { JsonValue } from "../core/json/value.ts";
import type { Trajectory } from "../core/trajectory.ts";

/**
 * What a filter says about a row (`keep`: nothing happens, it is only counted; `drop`) or about one of its steps
 * (`mask-step`: no loss, the context stays; `cut-here`: this step and all later ones go). A row without any verdict is kept.
 */
export type FilterVerdict = RowVerdict | StepVerdict;

/** A verdict on a whole row. */
export interface RowVerdict {
  readonly verdict: "keep" | "drop";
  /** One of the filter's {@link Filter.reasons}. */
  readonly reason: string;
  readonly detail?: string;
}

/** A verdict on one step. */
export interface StepVerdict {
  readonly verdict: "mask-step" | "cut-here";
  /** From 0. */
  readonly step: number;
  readonly reason: string;
  readonly detail?: string;
}

/** Where the row that a filter sees comes from. */
export interface FilterContext {
  readonly id: string;
  /** Its number in the dataset, from 1. */
  readonly row: number;
}

/** A filter with its options, made for one run: it never changes the trajectory, and may remember earlier rows. */
export type RowFilter = (trajectory: Trajectory, context: FilterContext) => readonly FilterVerdict[];

/** A filter that looks at rows of any shape, because the shape is what it judges. */
export type AnyRowFilter = (row: JsonValue, context: FilterContext) => readonly FilterVerdict[];

/** What a filter is: one file under `filter/`, one line in `filter/registry.ts`. */
export type Filter<Options = never> = FilterDescription<Options> &
  (
    | { readonly judges: "trajectories"; create(options: Options): RowFilter }
    | { readonly judges: "rows"; create(options: Options): AnyRowFilter }
  );

interface FilterDescription<Options> {
  readonly name: string;
  /** What it looks for, in one sentence without a final full stop. */
  readonly title: string;
  /** Strict: an unknown option is an error. Every option has a default or may be left out, and a description. */
  readonly options: z.ZodType<Options>;
  /** The reasons that its verdicts carry, each with what it means. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** A {@link Filter} whose `create` gets options typed by the filter's own schema. */
export function defineFilter<Options>(filter: Filter<Options>): Filter {
  // The options are checked by the filter's own schema before they reach it.
  return filter as unknown as Filter;
}
