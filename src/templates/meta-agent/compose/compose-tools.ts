import { callsTools } from "../grid.ts";
import type { Composer } from "./composer.ts";

/** The list of tools with what to know about it, or a word that there are none; nothing where no tool is ever called. */
export function composeTools({ cell, book, random, say }: Composer): string {
  if (!callsTools(cell.ability)) return "";
  if (cell.kind === "native") return say(book.tools.native);
  const { lead, notes, none } = book.tools;
  const note = random.chance(0.5) ? [say(notes[cell.rendering])] : [];
  const introduction = say(lead);
  // What ends in a colon stands right before the list.
  const sentences = /[:：]$/.test(introduction) ? [...note, introduction] : [introduction, ...note];
  return `{% if tool_names %}\n${sentences.join(book.gap)}\n\n${shown(cell.rendering, random.chance(0.3))}{% else %}\n${say(none)}{% endif %}`;
}

function shown(rendering: string, isFenced: boolean): string {
  const canBeFenced = rendering === "json" || rendering === "yaml" || rendering === "xml";
  return isFenced && canBeFenced ? `\`\`\`${rendering}\n{{ tool_list }}\n\`\`\`` : "{{ tool_list }}";
}
