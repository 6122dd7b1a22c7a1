import type { JsonObject } from "../../core/json/value.ts";
import { type Trajectory, textOf } from "../../core/trajectory.ts";
import { stepOf } from "../../templates/protocol/agent-step.ts";

/** How an agent ended an episode: what it answered, or what it said when it gave up; neither where it just stopped. */
export interface Ending {
  readonly answer?: string;
  readonly giveUp?: string;
}

/** The ending of an episode. */
export function endingOf(trajectory: Trajectory): Ending {
  const last = stepOf(trajectory, trajectory.steps.length - 1);
  if (last?.answer !== undefined) return { answer: last.answer };
  return last?.give_up === undefined ? {} : { giveUp: last.give_up };
}

/** A call that was made, and what came of it. */
export interface MadeCall {
  readonly name: string;
  readonly arguments: JsonObject;
  readonly failed: boolean;
  readonly observation: string;
}

/** The calls of an episode in order; history before the query counts nothing. */
export function madeCalls({ steps }: Trajectory): MadeCall[] {
  return steps.flatMap((step) =>
    (step.is_copied_context ? [] : (step.tool_calls ?? [])).map((call): MadeCall => {
      const result = step.observation?.results?.find((one) => one.source_call_id === call.tool_call_id);
      return {
        name: call.function_name,
        arguments: call.arguments as JsonObject,
        failed: result === undefined || result.extra?.["failed"] === true,
        observation: textOf(result?.content),
      };
    }),
  );
}
