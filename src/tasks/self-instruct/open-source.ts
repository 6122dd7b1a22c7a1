import { UsageError } from "../../core/errors.ts";
import { openApis } from "./apis/open-apis.ts";
import type { ApiScope } from "./apis/sample-apis.ts";
import { openGraphSource } from "./graph/open-graph-source.ts";
import type { InstructSource } from "./source.ts";
import { openTables } from "./tables/open-tables.ts";

/** What tasks are to be about. */
export interface SourceChoice {
  readonly from: InstructSource["from"];
  /** Files and folders. */
  readonly inputs: readonly string[];
  /** How ToolBench calls sets of APIs; all if none is given. */
  readonly scopes?: readonly ApiScope[] | undefined;
  readonly seed: number;
  /** Where the file of tasks will stand. */
  readonly folder: string;
}

/** Opens what tasks are to be about. Throws UsageError where it is not there, or is not what it should be. */
export async function openInstructSource(choice: SourceChoice): Promise<InstructSource> {
  const { from, inputs, scopes = [], seed, folder } = choice;
  if (scopes.length > 0 && from !== "apis")
    throw new UsageError(`--scope is given with --from ${from}`, "It is for --from apis.");
  if (inputs.length === 0) throw new UsageError("there is nothing to write tasks about", "Name it: --input PATH.");
  if (from === "apis") return openApis(inputs, scopes);
  if (from === "graph") return openGraphSource(inputs, folder);
  return openTables(inputs, seed, folder);
}
