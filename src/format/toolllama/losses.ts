/** The ATIF fields that a row cannot hold, as `mat formats` lists them. */
export const LOSES = [
  "session_id, notes, final_metrics, continued_trajectory_ref, subagent_trajectories, agent.model_name",
  "steps[].timestamp, model_name, reasoning_effort, metrics, llm_call_count, is_copied_context",
  "steps[].reasoning_content, where the template's protocol has no place for it",
  "agent.tool_definitions, where a system step of its own does not list them",
  "steps[].observation.results[].subagent_trajectory_ref, images",
  "extra.*, loss masks (steps[].extra.mat.train) included",
  "a step that the protocol cannot say: the trajectory is refused by name",
] as const;
