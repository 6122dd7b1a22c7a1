import type { JsonProblem, JsonQuestion } from "../../llm/ask-json/ask-json.ts";
import type { Origin, Task } from "../task.ts";
import type { InstructFrame } from "./frame.ts";

/** What a model and its check make of a task; the rest is known before. */
export type DraftedTask = Pick<Task, "environment" | "query" | "tools" | "world">;

/** What a model is asked for a task, or why it cannot be. */
export type Draft = JsonQuestion<unknown, DraftedTask> | { readonly undrawable: JsonProblem };

/** Something that tasks can be about. */
export interface InstructSource {
  readonly from: Origin["from"];
  /** SHA-256 over all that decides what is asked. */
  readonly hash: string;
  /** What is asked for the task of a frame: the same frame, the same words. */
  draft(frame: InstructFrame): Draft | Promise<Draft>;
}
