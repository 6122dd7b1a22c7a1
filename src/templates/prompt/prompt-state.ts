import type { Tool } from "../../core/tool.ts";
import type { AgentStep } from "../protocol/agent-step.ts";

/** One step of an episode, and what came back for it. */
export interface EpisodeStep {
  readonly step: AgentStep;
  /** One for each call, in order; a step without calls may have one too (the environment spoke). */
  readonly observations: readonly string[];
  /** Does it get loss? Only training data asks. */
  readonly trained?: boolean;
}

/** A query of before, and its answer. */
export interface EarlierTurn {
  readonly query: string;
  readonly answer: string;
  /** How it was answered, where that is known: a chat layout shows these as turns, any other the query and answer alone. */
  readonly steps?: readonly EpisodeStep[];
}

/** Everything that a prompt can show at one step of an episode. */
export interface PromptState {
  readonly goal: string;
  readonly tools: readonly Tool[];
  readonly agentName?: string;
  readonly agentBio?: string;
  /** Instructions of whoever runs the agent. */
  readonly constraints?: readonly string[];
  /** Today's date as text; fixed by the run, never read off a clock here. */
  readonly date?: string;
  /** Oldest first. */
  readonly conversation?: readonly EarlierTurn[];
  readonly knowledge?: readonly string[];
  /** The steps of this episode so far. */
  readonly episode: readonly EpisodeStep[];
}
