import type { Grammar } from "./grammar.ts";
import { onlyTexts } from "./only-texts.ts";
import { said, sectionsIn } from "./sections.ts";

const LABELS = ["Thought", "Answer", "Action", "Value"];

/** What can be done to an element of a page: the word of the grammar, and whether it takes a value. */
const ACTIONS: Readonly<Record<string, boolean>> = { CLICK: false, SELECT: true, TYPE: true };
/** The element is one of several choices, named by a letter. */
const CHOICE = "choice";
const VALUE = "value";

/** Mind2Web: `Thought:`, `Answer: B.` for the element, `Action:` and, where the action has one, `Value:`. Source: AgentInstruct. */
export const mind2web: Grammar = {
  labels: LABELS,
  read: (text) => {
    const { order, of } = sectionsIn(text, LABELS);
    const [choice] = /^[A-Z](?=\.?$)/.exec(of("Answer") ?? "") ?? [];
    if (choice === undefined) return undefined;
    if (/^(Thought )?Answer$/.test(order)) return said(of("Thought"), of("Answer")!);
    const name = of("Action") ?? "";
    const shape = /^(Thought )?Answer Action( Value)?$/.exec(order);
    if (shape === null || !Object.hasOwn(ACTIONS, name) || ACTIONS[name] !== (shape[2] !== undefined)) return undefined;
    const value = ACTIONS[name] ? { [VALUE]: of("Value")! } : {};
    return said(of("Thought"), { name, arguments: { [CHOICE]: choice, ...value } });
  },
  write: ({ thought, calls: [call], answer }) => {
    const lead = thought === undefined ? "" : `Thought: ${thought}\n`;
    if (answer !== undefined) return `${lead}Answer: ${answer}`;
    if (call === undefined || !Object.hasOwn(ACTIONS, call.name)) return undefined;
    const values = onlyTexts(call, ACTIONS[call.name] ? [CHOICE, VALUE] : [CHOICE]);
    if (values === undefined) return undefined;
    const [choice, value] = values;
    return `${lead}Answer: ${choice}.\nAction: ${call.name}${value === undefined ? "" : `\nValue: ${value}`}`;
  },
};
