import type { AgentStep } from "../../../templates/protocol/agent-step.ts";

/** How one split of AgentInstruct writes the steps of an agent, where that is not a protocol's way. */
export interface Grammar {
  /** What stands at line starts, without its colon. */
  readonly labels: readonly string[];
  /** The step that a text says, or undefined where the text is not of this grammar. */
  read(text: string): AgentStep | undefined;
  /** The step as the split would have it, or undefined where the grammar has nothing for it. May not read back as the same. */
  write(step: AgentStep): string | undefined;
}
