import { findToolLists, type ToolList } from "../../templates/protocol/tool-list/find-tool-lists.ts";

/**
 * The tools that a prompt lists, in one of our renderings or as a JSON or Python list of objects; empty where there is no
 * list, or where it is not sure which one it is. `spoken` is what the agent said: lines that look like signatures are
 * tools only if one of them is spoken of.
 */
export function findTools(prompt: string, spoken: string): ToolList {
  const lists = (["json", "xml", "markdown", "yaml"] as const).flatMap((rendering) => findToolLists(prompt, rendering));
  const found = lists.length > 0 ? lists : spokenSignatures(prompt, spoken);
  const texts = new Set(found.map((list) => JSON.stringify(list)));
  return texts.size === 1 ? found[0]! : [];
}

function spokenSignatures(prompt: string, spoken: string): ToolList[] {
  const lists = findToolLists(prompt, "signature");
  return lists.filter((list) => list.some((tool) => spoken.includes(tool.function.name)));
}
