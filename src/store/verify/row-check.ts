import type { JsonValue } from "../../core/json/value.ts";
import { trajectoryProblems } from "../../core/trajectory-problems.ts";
import type { Findings } from "./findings.ts";

/** One way in which a row is not what the manifest's schema says. */
export interface RowProblem {
  /** Where in the row; "" is the row itself. */
  readonly path: string;
  readonly problem: string;
}

/** What checks rows that are no trajectories. */
export interface RowCheckOptions {
  /** By the manifest's `schema`; loaded when a dataset has it. */
  readonly rowChecks?: Readonly<Record<string, () => Promise<(row: JsonValue) => readonly RowProblem[]>>>;
}

/** Holds a row, which stands in this line of this file, against its schema. */
export type RowCheck = (row: JsonValue, file: string, line: number) => void;

/** The check of rows of this schema. Rows of one that nobody knows are noted, for they are only parsed. */
export async function rowCheckOf(
  schema: string,
  findings: Findings,
  { rowChecks = {} }: RowCheckOptions,
): Promise<RowCheck> {
  if (schema.startsWith("ATIF-")) return (row, file, line) => checkTrajectory(row, file, line, findings);
  const load = Object.hasOwn(rowChecks, schema) ? rowChecks[schema] : undefined;
  if (load === undefined) {
    const note = `had no check but that it is JSON, for the schema "${schema}" is not known here`;
    return (_, file, line) => findings.note(note, file, line);
  }
  const problemsOf = await load();
  return (row, file, line) => {
    for (const { path, problem } of problemsOf(row))
      findings.problem({ file, line, problem: `is not of ${schema}: ${path === "" ? "the row" : path} ${problem}` });
  };
}

function checkTrajectory(row: JsonValue, file: string, line: number, findings: Findings): void {
  for (const { path, problem, unknownKey } of trajectoryProblems(row)) {
    if (unknownKey) findings.note("has fields that ATIF does not know, kept from its source", file, line);
    else
      findings.problem({ file, line, problem: `is no ATIF trajectory: ${path === "" ? "the row" : path} ${problem}` });
  }
}
