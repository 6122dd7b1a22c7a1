import type { Topic } from "../phrase.ts";

/** English phrases in front of a goal. */
export const goal: Topic = {
  any: [
    "The goal:\n{{ goal }}",
    "The user wants this:\n{{ goal }}",
    "This is what the user says:\n\n{{ goal }}",
    "The request: {{ goal }}",
    "What is asked of you now: {{ goal }}",
    "{{ goal }}",
  ],
  plain: ["The user's request is:\n{{ goal }}", "Here is the goal: {{ goal }}"],
  formal: [
    "The request submitted to you reads as follows:\n\n{{ goal }}",
    "You are asked to attend to the following:\n{{ goal }}",
  ],
  terse: ["Goal: {{ goal }}", "Wanted: {{ goal }}"],
  friendly: [
    "Here's what someone would like your help with:\n{{ goal }}",
    "Ready? This is what they asked:\n\n{{ goal }}",
  ],
  strict: ["The goal, which is not to be changed:\n{{ goal }}", "Your assignment:\n{{ goal }}"],
  coach: ["And this is your challenge:\n{{ goal }}", "Now over to you. They ask:\n{{ goal }}"],
};
