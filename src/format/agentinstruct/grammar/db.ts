import { fenceBehind } from "./fence.ts";
import type { Grammar } from "./grammar.ts";
import { onlyTexts } from "./only-texts.ts";
import { said, sectionsIn } from "./sections.ts";

const LABELS = ["Action", "Final Answer"];

/**
 * Database: a thought without a label, then `Action: Operation` with a fence, or `Action: Answer` and `Final Answer:`.
 * Source: AgentInstruct.
 */
export const db: Grammar = {
  labels: LABELS,
  read: (text) => {
    const { order, of } = sectionsIn(text, LABELS);
    const [thought, action] = [of("-"), of("Action")];
    if (/^(- )?Action Final Answer$/.test(order))
      return action === "Answer" ? said(thought, of("Final Answer")!) : undefined;
    if (!/^(- )?Action$/.test(order)) return undefined;
    const sql = fenceBehind(action!, "Operation", "sql");
    return sql === undefined ? undefined : said(thought, { name: "Operation", arguments: { sql } });
  },
  write: ({ thought, calls: [call], answer }) => {
    const lead = thought === undefined ? "" : `${thought}\n`;
    if (answer !== undefined) return `${lead}Action: Answer\nFinal Answer: ${answer}`;
    const sql = call?.name === "Operation" ? onlyTexts(call, ["sql"]) : undefined;
    return sql === undefined ? undefined : `${lead}Action: Operation\n\`\`\`sql\n${sql}\n\`\`\``;
  },
};
