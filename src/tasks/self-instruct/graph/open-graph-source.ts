import { relative } from "node:path";
import { z } from "zod";
import { UsageError } from "../../../core/errors.ts";
import type { Random } from "../../../core/random.ts";
import type { GraphPlan } from "../../environments/graph/graph-plan.ts";
import { inverseOf, type KnowledgeGraph } from "../../environments/graph/knowledge-graph.ts";
import { openGraph } from "../../environments/graph/open-graph.ts";
import { hashFile } from "../../environments/tables/load-source.ts";
import type { InstructFrame } from "../frame.ts";
import { messagesOf } from "../messages-of.ts";
import type { Draft, InstructSource } from "../source.ts";
import { checkDraft } from "./check-draft.ts";
import { drawPlan } from "./draw-plan.ts";
import { sayGraph } from "./wording.ts";

const shape = z.object({ question: z.string() });

/** Questions over the graph in this file. `folder` is where the file of tasks will stand. */
export async function openGraphSource(inputs: readonly string[], folder: string): Promise<InstructSource> {
  const [input, ...more] = inputs;
  if (input === undefined || more.length > 0)
    throw new UsageError(`there are ${inputs.length} graphs`, "Give one file of facts.");
  const sha256 = await hashFile(input);
  const graph = await openGraph(input, sha256);
  const file = { path: relative(folder, input), sha256 };
  return { from: "graph", hash: sha256, draft: (frame) => draftOf(graph, file, frame) };
}

function draftOf(graph: KnowledgeGraph, file: { path: string; sha256: string }, frame: InstructFrame): Draft {
  const { language, random, level } = frame;
  const drawn = drawPlan(graph, level, random);
  if (drawn === undefined)
    return { undrawable: { reason: "no_path", problem: "No path of this difficulty was found in the graph." } };
  return {
    name: "graph_question",
    shape,
    language,
    messages: messagesOf(sayGraph(frame, drawn.plan, factsOf(graph, drawn.plan, random))),
    check: (answer) => checkDraft((answer as { question: string }).question, drawn, graph, file, frame),
  };
}

/** One fact for each hop, so that what a relation means can be seen. */
function factsOf(graph: KnowledgeGraph, { paths }: GraphPlan, random: Random): string {
  const lines = paths.flatMap(({ from, relations }) => {
    let at = from;
    return relations.map((relation) => {
      const to = random.pick(graph.neighbours([at], relation));
      const fact = relation.startsWith("^")
        ? { head: to, relation: inverseOf(relation), tail: at }
        : { head: at, relation, tail: to };
      at = to;
      return JSON.stringify(fact);
    });
  });
  return [...new Set(lines)].join("\n");
}
