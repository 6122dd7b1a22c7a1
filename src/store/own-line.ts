import { damagedDataset } from "./damaged-dataset.ts";
import type { RowOrigin } from "./row.ts";

/** Where the id begins in a line of an index file. */
const ID_START = '{"id":"'.length;

/** One line of an index file. */
export interface IndexLine {
  readonly id: string;
  readonly origin: RowOrigin;
}

/**
 * A line of an index file, parsed. The id is cut out: short texts that `JSON.parse` makes are kept by the engine as if they
 * were names, and a million ids fill its heap.
 */
export function parseIndexLine(line: string, file: string): IndexLine {
  const end = line.indexOf('"', ID_START);
  const isPlain =
    line.startsWith('{"id":"') && line.startsWith('","origin":{', end) && !line.slice(ID_START, end).includes("\\");
  if (!isPlain) return parseOwnLine<IndexLine>(line, file);
  return {
    id: line.slice(ID_START, end),
    origin: parseOwnLine<RowOrigin>(line.slice(end + '","origin":'.length, -1), file),
  };
}

/** A line of one of the dataset's own files (an index, dropped rows), parsed. */
export function parseOwnLine<T>(line: string, file: string): T {
  try {
    return JSON.parse(line) as T;
  } catch {
    throw damagedDataset("has a line that is no JSON", file);
  }
}
