import { RunChangedError } from "../../../core/errors.ts";
import { hashFile } from "../tables/load-source.ts";
import { type KnowledgeGraph, knowledgeGraph } from "./knowledge-graph.ts";
import { readTriples } from "./read-triples.ts";

/** Graphs that are kept; worlds over the same one share it. */
const MOST_KEPT = 2;

const kept = new Map<string, Promise<KnowledgeGraph>>();

/** The graph of a file that has this hash. Throws RunChangedError where it is not what it was. */
export async function openGraph(file: string, sha256: string): Promise<KnowledgeGraph> {
  const key = JSON.stringify([file, sha256]);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const opening = load(file, sha256);
  kept.set(key, opening);
  opening.catch(() => kept.delete(key));
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest);
  return opening;
}

async function load(file: string, sha256: string): Promise<KnowledgeGraph> {
  if ((await hashFile(file)) !== sha256)
    throw new RunChangedError(
      "this graph is not what it was when its tasks were made",
      "Put back what it was, or make tasks again.",
      { file },
    );
  return knowledgeGraph(await readTriples(file));
}
