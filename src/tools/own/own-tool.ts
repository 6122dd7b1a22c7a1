import type { JsonObject } from "../../core/json/value.ts";
import type { Tool } from "../../core/tool.ts";

/** A tool of a user's own: what agents are told of it, and what runs when they call it. */
export interface OwnTool {
  /** Name, description and parameters, as prompts show them. */
  readonly tool: Tool;
  readonly timeoutMs: number;
  /** The most bytes of its output that an agent is shown. */
  readonly maxBytes: number;
  /** Names of the environment variables that it is given. */
  readonly variables: readonly string[];
  /** Secrets that it knows from elsewhere, by what an agent is shown in their place. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** What it needs to run and what is not here; undefined where all is. */
  missing?(): string | undefined;
  /**
   * Its output; of more than `maxBytes` the rest may be missing. What it throws becomes the agent's observation. Once the
   * signal is aborted nobody waits for it any more.
   */
  run(args: JsonObject, signal: AbortSignal): Promise<string | Uint8Array>;
}

/** So many bytes more than are shown are read of an output, so that a secret at its edge is there as a whole. */
export const EDGE_BYTES = 4096;

/** Limits of a tool that says nothing of them. */
export const OWN_TOOL_LIMITS = { timeoutSeconds: 30, maxBytes: 32_768 } as const;
