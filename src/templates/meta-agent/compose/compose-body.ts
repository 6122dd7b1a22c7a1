import type { SlotName } from "../../slots.ts";
import type { PromptTemplate } from "../../template.ts";
import { callsTools } from "../grid.ts";
import type { Composer } from "./composer.ts";

/** The orders of the parts in one prompt: the output format always before the goal, behind which the run goes on. */
const ORDERS: readonly (readonly SlotName[])[] = [
  ["profile", "instructions", "tools", "output_format", "memory", "goal"],
  ["profile", "tools", "instructions", "output_format", "memory", "goal"],
  ["profile", "tools", "output_format", "instructions", "memory", "goal"],
  ["profile", "output_format", "tools", "instructions", "memory", "goal"],
  ["profile", "memory", "instructions", "tools", "output_format", "goal"],
  ["profile", "instructions", "memory", "tools", "output_format", "goal"],
  ["profile", "instructions", "output_format", "tools", "memory", "goal"],
  ["tools", "profile", "instructions", "output_format", "memory", "goal"],
];
/** With finished tasks the memory may also follow the goal. */
const ORDERS_GOAL_FIRST: readonly (readonly SlotName[])[] = [
  ["profile", "instructions", "tools", "output_format", "goal", "memory"],
  ["profile", "tools", "output_format", "instructions", "goal", "memory"],
];
/** What stands in the system message; the rest follows in the user message. */
const SYSTEM_PARTS = [4, 4, 4, 5, 3] as const;

/** The body, or the system and user messages. */
export function composeBody(composer: Composer): PromptTemplate["layout"] {
  const { cell, layout, random, book, heading } = composer;
  const goalFirst = cell.episode === "finished-tasks" && random.chance(0.3);
  const order = random.pick(goalFirst ? ORDERS_GOAL_FIRST : ORDERS);
  const parts = order.map((slot, at) => part(slot, order.slice(0, at)));
  const split = goalFirst ? 4 : random.pick(SYSTEM_PARTS);
  if (layout === "prompt") return { kind: "prompt", body: joined(parts) };
  return { kind: "chat", system: joined(parts.slice(0, split)), user: joined(parts.slice(split)) };

  function part(slot: SlotName, before: readonly SlotName[]): Part {
    // Nothing ever stands in a tools slot of a prompt that calls none.
    if (slot === "tools" && !callsTools(cell.ability)) return { slot, text: "{{ tools }}" };
    const headed = before.filter((one) => one !== "tools" || callsTools(cell.ability));
    const [front, behind] = heading?.(random.pick(book.headings[slot]), numberOf(headed)) ?? ["", ""];
    return { slot, text: `${front}{{ ${slot} }}${behind}` };
  }
}

/** A slot with its heading. */
interface Part {
  readonly slot: SlotName;
  readonly text: string;
}

/** The number of a part behind these; a memory that is empty does not count. */
function numberOf(before: readonly SlotName[]): string {
  const count = before.length + 1;
  return before.includes("memory") ? `{% if memory %}${count}{% else %}${count - 1}{% endif %}` : String(count);
}

/** Parts with an empty line between them; one that may be empty brings that line along, so that none stands for nothing. */
function joined(parts: readonly Part[]): string {
  let body = "";
  for (const { slot, text } of parts) {
    // The line break behind a block tag vanishes.
    const gap = body === "" || body.endsWith("%}\n") ? "" : body.endsWith("%}") ? "\n\n\n" : "\n\n";
    if (!mayBeEmpty(slot, text)) body += gap + text;
    else if (gap === "") body += `{% if ${slot} %}\n${text}\n\n{% endif %}\n`;
    else body += `{% if ${slot} %}\n${gap.slice(-2)}${text}{% endif %}`;
  }
  return body;
}

function mayBeEmpty(slot: SlotName, text: string): boolean {
  return slot === "memory" || text === "{{ tools }}";
}
