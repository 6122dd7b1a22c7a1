import type { AgentCall } from "../../../templates/protocol/agent-step.ts";
import type { Grammar } from "./grammar.ts";
import { onlyTexts } from "./only-texts.ts";
import { said, sectionsIn } from "./sections.ts";

const LABELS = ["Thought", "Action", "Final Answer"];

/** The functions on the knowledge graph, and the names of what stands in their brackets. */
const FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  get_relations: ["variable"],
  get_neighbors: ["variable", "relation"],
  intersection: ["variable1", "variable2"],
  get_attributes: ["variable"],
  argmax: ["variable", "attribute"],
  argmin: ["variable", "attribute"],
  count: ["variable"],
};

/** Knowledge graph: `Thought:`, then `Action: get_relations(x)` or `Final Answer: #3`. Source: AgentInstruct. */
export const kg: Grammar = {
  labels: LABELS,
  read: (text) => {
    const { order, of } = sectionsIn(text, LABELS);
    if (/^(Thought )?Final Answer$/.test(order)) return said(of("Thought"), of("Final Answer")!);
    const call = /^(Thought )?Action$/.test(order) ? callIn(of("Action")!) : undefined;
    return call === undefined ? undefined : said(of("Thought"), call);
  },
  write: ({ thought, calls: [call], answer }) => {
    const lead = thought === undefined ? "" : `Thought: ${thought}\n`;
    if (answer !== undefined) return `${lead}Final Answer: ${answer}`;
    const names = call !== undefined && Object.hasOwn(FUNCTIONS, call.name) ? FUNCTIONS[call.name]! : undefined;
    const values = names === undefined ? undefined : onlyTexts(call!, names);
    return values === undefined ? undefined : `${lead}Action: ${call!.name}(${values.join(", ")})`;
  },
};

/** `count(#1)` as a call; arguments in another number than the function has are none. */
function callIn(text: string): AgentCall | undefined {
  const [, name, inner] = /^(\w+)\(([^\n]*)\)$/.exec(text) ?? [];
  const names = name !== undefined && Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name]! : undefined;
  if (names === undefined) return undefined;
  // Names of entities may hold commas: a function of one argument has it whole.
  const values = names.length === 1 ? [inner!.trim()] : inner!.split(",").map((value) => value.trim());
  if (values.length !== names.length || values.includes("")) return undefined;
  return { name: name!, arguments: Object.fromEntries(names.map((argument, at) => [argument, values[at]!])) };
}
