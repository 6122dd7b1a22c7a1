import type { Step, Trajectory } from "../../../src/core/trajectory.ts";

const WEATHER = {
  type: "function" as const,
  function: {
    name: "get_weather",
    description: "The weather of a place.",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
};

type Said = Omit<Step, "step_id">;

/** A user's message. */
export const asks = (message: string): Said => ({ source: "user", message });

/** A call of the weather tool, and its reply. */
export const calls = (city: string, reply: string, thought = `I need the weather of ${city}.`): Said => ({
  source: "agent",
  message: thought,
  tool_calls: [{ tool_call_id: `id_${city}`, function_name: "get_weather", arguments: { city } }],
  observation: { results: [{ source_call_id: `id_${city}`, content: reply }] },
});

/** A message of the agent. */
export const says = (message: string, more: Partial<Said> = {}): Said => ({ source: "agent", message, ...more });

/** A trajectory of these steps. */
export function trajectoryOf(...steps: readonly Said[]): Trajectory {
  return {
    schema_version: "ATIF-v1.7",
    agent: { name: "test", version: "1", tool_definitions: [WEATHER] },
    steps: steps.map((step, at) => ({ step_id: at + 1, ...step })),
  };
}
