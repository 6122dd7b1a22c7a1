import type { JsonProblem } from "../../llm/ask-json/ask-json.ts";
import type { Origin, Task } from "../task.ts";
import { createSimilarQuestions } from "./similar-questions.ts";

/** A task that was not kept: why, and what the model said. */
export interface DroppedTask {
  readonly id: string;
  readonly reason: string;
  readonly problems: readonly JsonProblem[];
  readonly said: readonly string[];
  readonly origin: Origin;
}

/** What came of one number: a task, one that was dropped, or none, for a reason that is not the task's. */
export type Outcome = { readonly task: Task } | { readonly dropped: DroppedTask } | { readonly missing: string };

/** Outcomes by number, as they came so far: where one is not there yet, there is a hole. */
type Outcomes = readonly (Outcome | undefined)[];

/** What is kept and dropped of outcomes that were taken in the order of their numbers. */
export interface OutcomeQueue {
  readonly tasks: readonly Task[];
  readonly dropped: readonly DroppedTask[];
  /** Takes all up to the first that is not there, and drops what is like an earlier one. */
  take(outcomes: Outcomes): void;
  /** How many behind one that is not there may still be kept. */
  waiting(outcomes: Outcomes): number;
}

/** Begins with the first number. */
export function createOutcomeQueue(): OutcomeQueue {
  const similar = createSimilarQuestions();
  const tasks: Task[] = [];
  const dropped: DroppedTask[] = [];
  let next = 0;
  return {
    tasks,
    dropped,
    take(outcomes) {
      for (let outcome = outcomes[next]; outcome !== undefined && !("missing" in outcome); outcome = outcomes[++next]) {
        if ("dropped" in outcome) dropped.push(outcome.dropped);
        else takeTask(outcome.task);
      }
    },
    waiting: (outcomes) =>
      outcomes.slice(next).filter((outcome) => outcome !== undefined && !("dropped" in outcome)).length,
  };

  function takeTask(task: Task): void {
    const like = similar.add(task.id, task.query);
    if (like === undefined) {
      tasks.push(task);
      return;
    }
    const reason = like.same ? "duplicate" : "near_duplicate";
    const problems = [{ reason, problem: `It says the same as ${like.id}.` }];
    dropped.push({ id: task.id, reason, problems, said: [task.query], origin: task.origin! });
  }
}
