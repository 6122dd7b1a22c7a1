import type { AgentCall } from "../../../templates/protocol/agent-step.ts";
import type { Grammar } from "./grammar.ts";
import { onlyTexts } from "./only-texts.ts";
import { said, sectionsIn } from "./sections.ts";

/** What can be done in ALFWorld: the tool, its arguments, and the words of the action, in which `_` stands for an argument. */
const ACTIONS: readonly (readonly [tool: string, names: readonly string[], words: string])[] = [
  ["go_to", ["place"], "go to _"],
  ["take", ["object", "from"], "take _ from _"],
  ["put", ["object", "in_or_on"], "put _ in/on _"],
  ["open", ["object"], "open _"],
  ["close", ["object"], "close _"],
  ["toggle", ["object"], "toggle _"],
  ["use", ["object"], "use _"],
  ["examine", ["object"], "examine _"],
  ["clean", ["object", "with"], "clean _ with _"],
  ["heat", ["object", "with"], "heat _ with _"],
  ["cool", ["object", "with"], "cool _ with _"],
  ["look", [], "look"],
  ["inventory", [], "inventory"],
];
/** Any other action, in its own words. */
const OTHER = "act";

const PATTERNS = ACTIONS.map(([, , words]) => new RegExp(`^${words.replaceAll("_", "(\\S+(?: \\d+)?)")}$`));

const LABELS = ["THOUGHT", "ACTION"];

/** ALFWorld: `THOUGHT:` and `ACTION:`, an action in words such as `go to shelf 1`. Source: AgentInstruct. */
export const alfworld: Grammar = {
  labels: LABELS,
  read: (text) => {
    const { order, of } = sectionsIn(onTwoLines(text), LABELS);
    const action = of("ACTION");
    if (!/^(THOUGHT )?ACTION$/.test(order) || !action || !/^[^\n({]+$/.test(action)) return undefined;
    return said(of("THOUGHT"), callOf(action));
  },
  write: ({ thought, calls: [call] }) => {
    const action = call === undefined ? undefined : wordsOf(call);
    if (action === undefined) return undefined;
    return `${thought === undefined ? "" : `THOUGHT: ${thought}\n`}ACTION: ${action}`;
  },
};

/** A thought and its action on one line, as they are said at times, each on a line of its own. */
function onTwoLines(text: string): string {
  return text.replace(/^([ \t]*THOUGHT:[^\n]*?)[ \t]+(?=ACTION:[^\n]*$)/, "$1\n");
}

function callOf(action: string): AgentCall {
  for (const [at, pattern] of PATTERNS.entries()) {
    const found = pattern.exec(action);
    if (found === null) continue;
    const [name, names] = ACTIONS[at]!;
    return { name, arguments: Object.fromEntries(names.map((argument, index) => [argument, found[index + 1]!])) };
  }
  return { name: OTHER, arguments: { action } };
}

function wordsOf(call: AgentCall): string | undefined {
  if (call.name === OTHER) return onlyTexts(call, ["action"])?.[0];
  const known = ACTIONS.find(([name]) => name === call.name);
  const values = known === undefined ? undefined : onlyTexts(call, known[1]);
  return values === undefined ? undefined : known![2].replaceAll("_", () => values.shift()!);
}
