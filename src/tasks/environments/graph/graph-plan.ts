import { z } from "zod";
import type { KnowledgeGraph } from "./knowledge-graph.ts";

/** What is asked of a graph: what paths lead to, where they meet, and whether that is only counted. */
export const graphPlanSchema = z.strictObject({
  paths: z
    .array(z.strictObject({ from: z.string(), relations: z.array(z.string()).min(1).max(3) }))
    .min(1)
    .max(2),
  count: z.boolean(),
});
/** What is asked of a graph: see {@link graphPlanSchema}. */
export type GraphPlan = z.infer<typeof graphPlanSchema>;

/** The ends of each path. */
export function endsOf(graph: KnowledgeGraph, { paths }: GraphPlan): string[][] {
  return paths.map(({ from, relations }) =>
    relations.reduce<string[]>((at, relation) => graph.neighbours(at, relation), [from]),
  );
}

/** What all paths lead to. */
export function meetingOf(ends: readonly (readonly string[])[]): string[] {
  const [first = [], ...others] = ends;
  const sets = others.map((end) => new Set(end));
  return first.filter((one) => sets.every((end) => end.has(one)));
}
