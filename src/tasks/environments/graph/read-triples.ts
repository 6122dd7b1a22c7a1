import { statSync } from "node:fs";
import { UsageError, WrongFormatError } from "../../../core/errors.ts";
import { isObject } from "../../../core/json/value.ts";
import { fileError } from "../../../store/file-error.ts";
import { parseRow } from "../../../store/parse-row.ts";
import { readRows } from "../../../store/read-rows.ts";
import { readTextLines } from "../../../store/read-text-lines.ts";
import { SET } from "./graph-tools.ts";
import { BACK, type Triple } from "./knowledge-graph.ts";

const MOST_BYTES = 256 * 2 ** 20;
const MOST_TRIPLES = 1_000_000;
const LONGEST_NAME = 200;
const CONTROL = /[\p{Cc}\p{Cs}]/u;
const FIX =
  'A fact is a line of head, relation and tail with tabs between (.tsv), or {"head", "relation", "tail"} (.jsonl).';

/**
 * The facts of a file: TSV without a heading, or JSON rows.
 * @throws {WrongFormatError} for a row that is no fact
 */
export async function readTriples(file: string): Promise<Triple[]> {
  if (sizeOf(file) > MOST_BYTES)
    throw new UsageError("this graph is larger than 256 MiB", "Give a part of it.", { file });
  const triples = /\.(?:tsv|txt)(?:\.(?:gz|zst))?$/i.test(file) ? await readLines(file) : await readJson(file);
  if (triples.length === 0) throw new UsageError("this graph has no facts", FIX, { file });
  if (triples.length > MOST_TRIPLES)
    throw new UsageError("this graph has more than a million facts", "Give a part of it.", { file });
  return triples;
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch (error) {
    throw fileError(error, file);
  }
}

async function readLines(file: string): Promise<Triple[]> {
  const lines = await readTextLines(file);
  return lines.flatMap((line, at) => {
    if (line.trim() === "") return [];
    const [head, relation, tail, ...more] = line.split("\t").map((part) => part.trim());
    return [fact({ head, relation, tail }, more.length, { file, line: at + 1 })];
  });
}

async function readJson(file: string): Promise<Triple[]> {
  const triples: Triple[] = [];
  for await (const batch of readRows([file])) {
    for (const row of batch) {
      const value = parseRow(row);
      triples.push(fact(isObject(value) ? value : {}, 0, { file, line: row.line }));
    }
  }
  return triples;
}

function fact(
  { head, relation, tail }: { readonly head?: unknown; readonly relation?: unknown; readonly tail?: unknown },
  more: number,
  place: { readonly file: string; readonly line: number },
): Triple {
  if (more > 0 || !isName(head) || !isName(relation) || !isName(tail))
    throw new WrongFormatError("graph", "this row is no fact", FIX, place);
  const taken = relation.startsWith(BACK) ? relation : [head, tail].find((name) => SET.test(name));
  if (taken === undefined) return { head, relation, tail };
  const problem = `"${taken}" means something else where a graph is asked: ${BACK} turns a relation round, #1 is a set`;
  throw new WrongFormatError("graph", problem, "Give it another name.", place);
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "" && value.length <= LONGEST_NAME && !CONTROL.test(value);
}
