import { z } from "zod";

/** The errors that the reader makes on request. */
export const PLANTED_ERRORS = [
  /** Another tool of the list, with the same arguments. */
  "wrong_tool",
  /** One argument has another value. */
  "wrong_argument",
  /** One argument that the tool does not declare. */
  "undeclared_argument",
  /** An answer before anything was found out. */
  "early_stop",
  /** The call before this one, again. */
  "loop",
  /** A text that does not keep to the output format. */
  "broken_format",
  /** A result that no tool gave. */
  "invented_observation",
  /** A thought, or the answer, in the other language. */
  "language_switch",
] as const;
/** An error that the reader makes on request: one of {@link PLANTED_ERRORS}. */
export type PlantedError = (typeof PLANTED_ERRORS)[number];

const rate = z.number().min(0).max(1);

/** How likely each error is at a step where it can be made; one that is not named is never made. */
export const errorRatesSchema = z.partialRecord(z.enum(PLANTED_ERRORS), rate);
/** How likely each error is: see {@link errorRatesSchema}. */
export type ErrorRates = z.infer<typeof errorRatesSchema>;
