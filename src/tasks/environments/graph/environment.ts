import { resolve } from "node:path";
import { z } from "zod";
import { UsageError } from "../../../core/errors.ts";
import type { AgentStep } from "../../../templates/protocol/agent-step.ts";
import type { Language } from "../../../templates/template.ts";
import type { TaskWorld } from "../../environment.ts";
import { type ExpectedValue, expectedValueSchema, sayExpected } from "../tables/expected-value.ts";
import { judgeLookedUp } from "../tables/judge-looked-up.ts";
import { type GraphPlan, graphPlanSchema } from "./graph-plan.ts";
import { GRAPH_TOOLS, graphToolBox } from "./graph-tools.ts";
import { openGraph } from "./open-graph.ts";

const worldSchema = z.strictObject({
  version: z.literal(1),
  /** The file of facts, as seen from the folder of the file of tasks. */
  file: z.strictObject({ path: z.string(), sha256: z.string() }),
  plan: graphPlanSchema,
  expected: expectedValueSchema,
});
/** What a task over a graph is made of. */
export type GraphTaskWorld = z.infer<typeof worldSchema>;

/** Questions over a graph of one's own: paths that were drawn from it, which a model put in words. */
export const graphWorld: TaskWorld = {
  name: "graph",
  async open(task, folder) {
    const parsed = worldSchema.safeParse(task.world);
    if (!parsed.success)
      throw new UsageError(`the task ${task.id} has no graph that can be opened`, "Make the task again.");
    const { file, plan, expected } = parsed.data;
    const graph = await openGraph(resolve(folder, file.path), file.sha256);
    return {
      ...graphToolBox(graph, task.language),
      solution: solve(plan, expected, task.language),
      judge: async (trajectory) => judgeLookedUp(trajectory, task.query, expected, GRAPH_TOOLS.neighbours),
      close: async () => {},
    };
  },
};

function solve({ paths, count }: GraphPlan, expected: ExpectedValue, language: Language): AgentStep[] {
  const zh = language === "zh";
  const steps: AgentStep[] = [];
  const call = (thought: string, name: string, args: Record<string, string>) =>
    steps.push({ thought, calls: [{ name, arguments: args }] });
  let sets = 0;
  const ends = paths.map(({ from, relations }) => {
    call(zh ? `先看看${from}有哪些关系。` : `First I see what leads on from ${from}.`, GRAPH_TOOLS.relations, {
      of: from,
    });
    return relations.reduce((of, relation) => {
      call(zh ? `沿${relation}前进。` : `I follow ${relation}.`, GRAPH_TOOLS.neighbours, { of, relation });
      return `#${sets++}`;
    }, from);
  });
  const [first = "", second] = ends;
  if (second !== undefined)
    call(zh ? "求共同部分。" : "What both have in common.", GRAPH_TOOLS.intersection, { first, second });
  const last = second === undefined ? first : `#${sets++}`;
  if (count) call(zh ? "数一数。" : "I count them.", GRAPH_TOOLS.count, { of: last });
  const thought = zh ? "结果已经有了。" : "That is the result.";
  return [...steps, { thought, calls: [], answer: sayExpected(expected, language) }];
}
