/** Why a step cannot be written in a protocol, or a text cannot be read in it. */
export interface Refusal {
  /** The reason's name, in snake_case; the names stand in docs/protocols.md. */
  readonly reason: string;
  /** What exactly, for a person. */
  readonly detail: string;
}

/** A refusal as a value: refusals are counted, so nothing is thrown. */
export function refuse(reason: string, detail: string): Refusal {
  return { reason, detail };
}

/** Is a result a refusal? No result of this folder has a member called `reason` otherwise. */
export function isRefusal<T extends object>(result: T | Refusal): result is Refusal {
  return "reason" in result;
}
