/** The ATIF fields that a row cannot hold, as `mat formats` lists them. */
export const LOSES = [
  "session_id, notes, final_metrics, continued_trajectory_ref, subagent_trajectories",
  "steps[].timestamp, reasoning_effort, metrics, llm_call_count, is_copied_context",
  "messages of the system, and what a template or its protocol has no place for, each by its own name",
  "extra.* except steps[].extra.human_edited; steps without loss are left out",
  "a trajectory that no template takes is refused by name",
] as const;
