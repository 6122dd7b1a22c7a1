import { fenceBehind } from "./fence.ts";
import type { Grammar } from "./grammar.ts";
import { onlyTexts } from "./only-texts.ts";
import { said, sectionsIn } from "./sections.ts";

const LABELS = ["Think", "Act"];

/**
 * Operating system: `Think:`, then `Act: bash` with a fence, `Act: answer(x)`, or `Act: finish`, which answers with
 * nothing. Source: AgentInstruct.
 */
export const os: Grammar = {
  labels: LABELS,
  read: (text) => {
    const { order, of } = sectionsIn(text, LABELS);
    if (order !== "Think Act" && order !== "Act") return undefined;
    const [thought, act] = [of("Think"), of("Act")!];
    if (act === "finish") return said(thought, "");
    if (act.startsWith("answer(") && act.endsWith(")")) return said(thought, act.slice("answer(".length, -1));
    const script = fenceBehind(act, "bash", "bash");
    return script === undefined ? undefined : said(thought, { name: "bash", arguments: { script } });
  },
  write: ({ thought, calls: [call], answer }) => {
    const lead = thought === undefined ? "" : `Think: ${thought}\n\n`;
    if (answer !== undefined) return `${lead}Act: ${answer === "" ? "finish" : `answer(${answer})`}`;
    const script = call?.name === "bash" ? onlyTexts(call, ["script"]) : undefined;
    return script === undefined ? undefined : `${lead}Act: bash\n\n\`\`\`bash\n${script}\n\`\`\``;
  },
};
