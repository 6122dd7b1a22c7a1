import type { z } from "zod";
import { UsageError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";

/** Options of a format as a user gave them, by name. */
export type GivenOptions = Readonly<Record<string, unknown>>;

/**
 * The options of a format, checked, with defaults filled in. Throws one UsageError that names all that is wrong.
 * `job` says what the options are for: "reading openai".
 */
export function checkOptions<T>(schema: z.ZodType<T>, given: GivenOptions, job: string): T {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const known = optionNames(schema);
  const problems = result.error.issues.flatMap((issue) => describeIssue(issue, given, known));
  const fix = known.length === 0 ? "It takes no options." : `Its options: ${known.join(", ")}.`;
  throw new UsageError(`${job}: ${problems.join("; ")}`, fix);
}

/** The names of the options that a schema knows. */
export function optionNames(schema: z.ZodType): string[] {
  return "shape" in schema ? Object.keys(schema.shape as object) : [];
}

function describeIssue(issue: z.core.$ZodIssue, given: GivenOptions, known: readonly string[]): string[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => describeUnknown(key, known));
  const name = issue.path.join(".");
  if (issue.path.length === 1 && given[name] === undefined) return [`option "${name}" is needed`];
  return [`option "${name}" is ${JSON.stringify(given[String(issue.path[0])])}: ${issue.message}`];
}

function describeUnknown(key: string, known: readonly string[]): string {
  const nearest = nearestName(key, known);
  return `unknown option "${key}"${nearest === undefined ? "" : ` (did you mean "${nearest}"?)`}`;
}
