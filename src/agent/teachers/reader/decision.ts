import type { Intent } from "./reader-view.ts";

/** What is to be said at this step: an intent, and what kind of step it is for its thought. */
export interface Decision {
  readonly kind: "call" | "retry" | "check" | "answer" | "question" | "give_up";
  readonly intent: Intent;
}
