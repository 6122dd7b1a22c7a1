import type { Grammar } from "./grammar.ts";
import { onlyTexts } from "./only-texts.ts";
import { said, sectionsIn } from "./sections.ts";

const LABELS = ["Thought", "Action"];

/** The tools of WebShop and the name of what stands in their brackets. */
const ARGUMENTS: Readonly<Record<string, string>> = { search: "keywords", click: "value" };

/** WebShop: `Thought:` and `Action:` on lines of their own, then `search[..]` or `click[..]`. Source: AgentInstruct. */
export const webshop: Grammar = {
  labels: LABELS,
  read: (text) => {
    const { order, of } = sectionsIn(text, LABELS);
    const action = of("Action");
    if (!/^(Thought )?Action$/.test(order) || action === undefined) return undefined;
    const [name] = /^(search|click)(?=\[)/.exec(action) ?? [];
    if (name === undefined || !action.endsWith("]")) return undefined;
    const value = action.slice(name.length + 1, -1);
    return said(of("Thought"), { name, arguments: { [ARGUMENTS[name]!]: value } });
  },
  write: ({ thought, calls: [call] }) => {
    const argument = call !== undefined && Object.hasOwn(ARGUMENTS, call.name) ? ARGUMENTS[call.name]! : undefined;
    const value = argument === undefined ? undefined : onlyTexts(call!, [argument]);
    if (value === undefined) return undefined;
    return `${thought === undefined ? "" : `Thought:\n${thought}\n\n`}Action:\n${call!.name}[${value}]`;
  },
};
