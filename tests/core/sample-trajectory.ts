import type { JsonObject, JsonValue } from "../../src/core/json/value.ts";
import type { Step, ToolCall, Trajectory } from "../../src/core/trajectory.ts";

/** A tool that asks for a city and takes a number of days. */
export const WEATHER_TOOL = {
  type: "function",
  function: {
    name: "get_weather",
    description: "The weather of a city.",
    parameters: {
      type: "object",
      properties: { city: { type: "string" }, days: { type: "integer", minimum: 1 } },
      required: ["city"],
    },
  },
} as const;

/** A step of the user. */
export function user(message: string): Step {
  return { step_id: 0, source: "user", message };
}

/** A step in which the agent says something and calls nothing. */
export function answer(message: string, mat?: JsonObject): Step {
  return { step_id: 0, source: "agent", message, ...(mat && { extra: { mat } }) } as Step;
}

/** A call with an id of its own. */
export function call(name: string, args: JsonObject, argumentsText?: string): ToolCall {
  return {
    tool_call_id: `call_of_${name}`,
    function_name: name,
    arguments: args,
    ...(argumentsText !== undefined && { extra: { mat: { arguments_text: argumentsText } } }),
  };
}

/** A step in which the agent makes calls, and what comes back; `null` leaves a call without an answer. */
export function acts(message: string, calls: readonly ToolCall[], observations: readonly (string | null)[]): Step {
  const numbered = calls.map((item, index) => ({ ...item, tool_call_id: `${item.tool_call_id}_${index}` }));
  const results = numbered.flatMap(({ tool_call_id }, index) => {
    const content = observations[index] ?? null;
    return content === null ? [] : [{ source_call_id: tool_call_id, content }];
  });
  return {
    step_id: 0,
    source: "agent",
    message,
    tool_calls: numbered,
    ...(results.length > 0 && { observation: { results } }),
  };
}

/** A valid trajectory of these steps, numbered from 1. */
export function trajectory(steps: readonly Step[], rest: JsonObject = {}): Trajectory {
  return {
    schema_version: "ATIF-v1.7",
    agent: { name: "sample", version: "1", tool_definitions: [WEATHER_TOOL] },
    steps: steps.map((step, index) => ({ ...step, step_id: index + 1 })),
    ...rest,
  } as Trajectory;
}

/** A question, a call with its observation, an answer. */
export function weatherTrajectory(city = "Oslo"): Trajectory {
  return trajectory([
    user(`How is the weather in ${city}?`),
    acts("I look it up.", [call("get_weather", { city })], [`{"error": "", "response": "rain in ${city}"}`]),
    answer(`It rains in ${city}.`),
  ]);
}

/** The value as JSON values go, for functions that take those. */
export function json(value: unknown): JsonValue {
  return value as JsonValue;
}
