import type { Tool } from "../../../core/tool.ts";
import type { Refusal } from "../refusal.ts";

/** One way to show a list of tools in a prompt, and to read it back. */
export interface ToolRendering {
  readonly name: string;
  render(tools: readonly Tool[]): string;
  parse(text: string): readonly Tool[] | Refusal;
}
