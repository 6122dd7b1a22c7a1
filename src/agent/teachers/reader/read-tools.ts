import type { Tool } from "../../../core/tool.ts";
import type { ChatRequest } from "../../../llm/chat-client.ts";
import { findToolLists } from "../../../templates/protocol/tool-list/find-tool-lists.ts";
import type { TeacherSlots } from "../slots.ts";

/** The tools that a prompt shows: those of the request for a native protocol, else the first list in the tools slot. */
export function readTools({ texts, tool_rendering }: TeacherSlots, request: ChatRequest): readonly Tool[] {
  if (request.tools !== undefined) return request.tools;
  const [list] = [texts.tools, ownLines(texts.tools)].flatMap((text) => findToolLists(text, tool_rendering));
  return (list ?? []).map((tool) => tool.function);
}

/** The text with what stands behind a colon on a line of its own: a list may begin on the line of its introduction. */
function ownLines(text: string): string {
  return text.replace(/^([^(\n]*[:：]) +(?=\S)/gm, "$1\n");
}
