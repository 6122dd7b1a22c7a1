import type { JsonObject } from "../core/json/value.ts";
import type { Tool } from "../core/tool.ts";

/** What a tool gave back. */
export interface ToolReply {
  /** What the agent is shown. */
  readonly content: string;
  /** The call failed: bad arguments, no such tool, a fault of the world. */
  readonly failed?: boolean;
  /** A reward that the world gives for this very step. */
  readonly reward?: number;
}

/** Tools that can be called. A call never throws for what an agent did wrong: it gives a reply that says so. */
export interface ToolBox {
  readonly tools: readonly Tool[];
  call(name: string, args: JsonObject, signal?: AbortSignal): Promise<ToolReply>;
}
