import type { Tool } from "../../../core/tool.ts";
import type { ChatRequest } from "../../../llm/chat-client.ts";
import { remembered } from "../../../templates/protocol/remembered.ts";
import { findToolLists } from "../../../templates/protocol/tool-list/find-tool-lists.ts";
import type { ToolRenderingName } from "../../../templates/protocol/tool-list/render-tools.ts";
import type { TeacherSlots } from "../slots.ts";

/** The tools that a prompt shows: those of the request for a native protocol, else the first list in the tools slot. */
export function readTools({ texts, tool_rendering }: TeacherSlots, request: ChatRequest): readonly Tool[] {
  return request.tools ?? shownTools(`${tool_rendering}\n${texts.tools}`, texts.tools, tool_rendering);
}

/** Every turn of an episode shows the same text, which can take milliseconds to read (YAML). */
const shownTools = remembered((text: string, rendering: ToolRenderingName): readonly Tool[] => {
  const list = findToolLists(text, rendering)[0] ?? findToolLists(ownLines(text), rendering)[0];
  return (list ?? []).map((tool) => tool.function);
});

/** The text with what stands behind a colon on a line of its own: a list may begin on the line of its introduction. */
function ownLines(text: string): string {
  return text.replace(/^([^(\n]*[:：]) +(?=\S)/gm, "$1\n");
}
