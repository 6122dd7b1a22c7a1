import { DatasetDamagedError } from "../core/errors.ts";

/** The error for a file of a dataset that is not as it was written. */
export function damagedDataset(problem: string, file: string, line?: number): DatasetDamagedError {
  return new DatasetDamagedError(problem, "Make the dataset again, or restore the file from a copy.", { file, line });
}
