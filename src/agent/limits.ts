/** How far an episode may go. Each limit that ends one is named in its stop. */
export interface EpisodeLimits {
  /** Calls of the model. */
  readonly maxSteps: number;
  /** Tokens of one prompt; past it the memory slot is cut. */
  readonly maxPromptTokens?: number;
  /** Tokens of one completion. */
  readonly maxCompletionTokens?: number;
  /** Prompt and completion tokens of all calls together. */
  readonly maxTokens?: number;
  /** Milliseconds by the clock: an episode that this ends is outside the resume law. */
  readonly maxMilliseconds?: number;
  /** Replies that cannot be read, before the episode is given up. */
  readonly maxUnreadable: number;
  /** How often the very same call may be made. */
  readonly maxRepeats: number;
}

/** Limits that suit the tasks that come with mat. */
export const EPISODE_LIMITS: EpisodeLimits = { maxSteps: 20, maxUnreadable: 3, maxRepeats: 4 };

/** Why an episode ended. */
export type StopReason =
  /** The agent answered, gave up, or asked something that nobody replies to. */
  | "answered"
  | "gave_up"
  | "asked"
  /** A limit; `too_long` is the one of time. */
  | "too_many_steps"
  | "too_many_tokens"
  | "too_long"
  | "unreadable"
  | "repeated_call"
  /** The prompt could not be made: see the detail. */
  | "no_prompt"
  /** The model's server says that the prompt is longer than the model can take. */
  | "context_too_long"
  /** A completion was cut off at its token limit, or the model refused to speak, or a filter did not let it. */
  | "cut_off"
  | "model_refused";
