import { type Trajectory, textOf } from "../core/trajectory.ts";
import { isFailure } from "./is-failure.ts";
import { stepOf } from "./protocol/agent-step.ts";

/** A way to act that instructions ask for, and whether a trajectory shows it. */
export interface Behaviour {
  /** What an agent is asked, for a person. */
  readonly asks: string;
  /** Does the trajectory do so, wherever there was occasion to? */
  readonly shownBy: (trajectory: Trajectory) => boolean;
}

/** The behaviours that a template can demand, each with a test on trajectories: what cannot be tested cannot be demanded. */
export const BEHAVIOURS = {
  "check-before-answer": {
    asks: "answer only when at least two tool results were seen",
    shownBy: (trajectory) => answers(trajectory).every((at) => resultsBefore(trajectory, at) >= 2),
  },
  "retry-after-error": {
    asks: "after a failed call, try again or another way before ending",
    shownBy: (trajectory) => endings(trajectory).every((at) => !failedBefore(trajectory, at)),
  },
  "ask-when-missing": {
    asks: "where a call cannot be made for want of something, ask for it",
    shownBy: (trajectory) => hasCalls(trajectory) || answers(trajectory).every((at) => asks(trajectory, at)),
  },
  "cite-tools": {
    asks: "name in the answer, in square brackets, the tools that it rests on",
    shownBy: (trajectory) => answers(trajectory).every((at) => cites(trajectory, at)),
  },
  "one-call": {
    asks: "make one call a step",
    shownBy: (trajectory) => trajectory.steps.every((step) => (step.tool_calls?.length ?? 0) < 2),
  },
} as const satisfies Readonly<Record<string, Behaviour>>;

/** The name of a behaviour: a key of {@link BEHAVIOURS}. */
export type BehaviourName = keyof typeof BEHAVIOURS;
/** The names of all behaviours. */
export const BEHAVIOUR_NAMES = Object.keys(BEHAVIOURS) as [BehaviourName, ...BehaviourName[]];

function answers(trajectory: Trajectory): number[] {
  return trajectory.steps.flatMap((_, at) => (stepOf(trajectory, at)?.answer === undefined ? [] : [at]));
}

function endings(trajectory: Trajectory): number[] {
  return trajectory.steps.flatMap((_, at) => {
    const step = stepOf(trajectory, at);
    return step?.answer === undefined && step?.give_up === undefined ? [] : [at];
  });
}

function hasCalls(trajectory: Trajectory): boolean {
  return trajectory.steps.some((step) => (step.tool_calls?.length ?? 0) > 0);
}

function resultsBefore(trajectory: Trajectory, at: number): number {
  return trajectory.steps.slice(0, at).flatMap((step) => step.observation?.results ?? []).length;
}

function failedBefore(trajectory: Trajectory, at: number): boolean {
  const results = trajectory.steps[at - 1]?.observation?.results ?? [];
  return (
    results.length > 0 &&
    results.every((result) => result.extra?.["failed"] === true || isFailure(textOf(result.content)))
  );
}

function asks(trajectory: Trajectory, at: number): boolean {
  return /[?？]\s*$/.test(textOf(trajectory.steps[at]?.message));
}

function cites(trajectory: Trajectory, at: number): boolean {
  const called = trajectory.steps.slice(0, at).flatMap((step) => step.tool_calls ?? []);
  const answer = textOf(trajectory.steps[at]?.message);
  return called.length === 0 || called.some((call) => answer.includes(`[${call.function_name}]`));
}
