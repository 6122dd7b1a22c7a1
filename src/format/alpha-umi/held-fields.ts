/** The ATIF fields that ToolBench chains and all that is made of them can hold (see `lost-fields`). */
export const CHAIN_FIELDS = [
  "agent.tool_definitions[]",
  "steps[].message",
  "steps[].tool_calls[].function_name",
  "steps[].tool_calls[].arguments",
  "steps[].observation.results[].content",
] as const;

/** The ATIF fields that they lose, as `mat formats` lists them. */
export const CHAIN_LOSSES = [
  "steps[].reasoning_content",
  "steps[].message of system steps and of an agent's talk without a call, but in stage 1",
  "steps[].extra.mat.train, but in role files",
  "steps[].timestamp, model_name, reasoning_effort, metrics, llm_call_count, is_copied_context",
  "session_id, notes, final_metrics, continued_trajectory_ref, subagent_trajectories, extra.*",
  "steps[].extra.mat.fields (plan, criticism, ...)",
  "texts of tools beyond 64 (name) and 256 (descriptions) code points",
  "what tools say of arguments beyond type and description: required, enum, default, ...",
  "parallel calls, images: the trajectory is refused",
] as const;
