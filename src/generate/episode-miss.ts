import { EndpointError, EnvironmentFailedError } from "../core/errors.ts";

/** Why an episode could not be played to its end, through no fault of the agent: it is still to be played. */
export type EpisodeMiss = EndpointError | EnvironmentFailedError;

/** Is it a failure of what an episode needs from outside of mat? */
export function isMiss(value: unknown): value is EpisodeMiss {
  return value instanceof EndpointError || value instanceof EnvironmentFailedError;
}
