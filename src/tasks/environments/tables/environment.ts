import { z } from "zod";
import { UsageError } from "../../../core/errors.ts";
import type { AgentStep } from "../../../templates/protocol/agent-step.ts";
import type { Language } from "../../../templates/template.ts";
import type { TaskWorld } from "../../environment.ts";
import { expectedValueSchema, sayExpected } from "./expected-value.ts";
import { judgeLookedUp } from "./judge-looked-up.ts";
import { withDatabase } from "./shared-databases.ts";
import { tableSourceSchema } from "./table-source.ts";
import { tableToolBox } from "./table-tool-box.ts";
import { TABLE_TOOLS } from "./table-tools.ts";

const worldSchema = z.strictObject({
  version: z.literal(1),
  source: tableSourceSchema,
  /** The tables that the question is about. */
  tables: z.array(z.string()),
  /** A statement whose result is the answer. */
  sql: z.string(),
  expected: expectedValueSchema,
});
/** What a task over tables is made of. */
export type TableTaskWorld = z.infer<typeof worldSchema>;

/** Questions over tables of one's own, by SQL: tasks that a model wrote, and the answer that their SQL had. */
export const tablesWorld: TaskWorld = {
  name: "tables",
  async open(task, folder) {
    const parsed = worldSchema.safeParse(task.world);
    if (!parsed.success)
      throw new UsageError(`the task ${task.id} has no tables that can be opened`, "Make the task again.");
    const { source, expected } = parsed.data;
    // Tables that are not there, or not what they were, show before an agent acts.
    await withDatabase({ source, folder }, async () => {});
    return {
      ...tableToolBox((work) => withDatabase({ source, folder }, work), task.language),
      solution: solve(parsed.data, task.language),
      judge: async (trajectory) => judgeLookedUp(trajectory, task.query, expected, TABLE_TOOLS.query),
      close: async () => {},
    };
  },
};

function solve({ tables, sql, expected }: TableTaskWorld, language: Language): AgentStep[] {
  const zh = language === "zh";
  const call = (thought: string, name: string, args: Record<string, string>): AgentStep => ({
    thought,
    calls: [{ name, arguments: args }],
  });
  return [
    call(zh ? "先看看有哪些表。" : "First I see which tables there are.", TABLE_TOOLS.list, {}),
    ...tables.map((table) =>
      call(zh ? `看看${table}有哪些列。` : `I need to know the columns of ${table}.`, TABLE_TOOLS.describe, { table }),
    ),
    call(zh ? "现在可以查询了。" : "Now I know how to put it as a query.", TABLE_TOOLS.query, { sql }),
    { thought: zh ? "结果已经有了。" : "That is the result.", calls: [], answer: sayExpected(expected, language) },
  ];
}
