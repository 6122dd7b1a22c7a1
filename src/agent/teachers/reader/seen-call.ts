import type { JsonObject } from "../../../core/json/value.ts";
import { isFailure } from "../../../templates/is-failure.ts";
import type { SeenCall } from "./reader-view.ts";

const PASSING =
  /temporar|again|timed? ?-?out|too many requests|rate limit|\bbusy\b|unavailable|overloaded|重试|再试|超时|频繁|繁忙|暂时|稍后/i;

/** A call and what came back for it; whether it failed is told by the words alone. */
export function seenCall(name: string, args: JsonObject, observation: string): SeenCall {
  const failed = isFailure(observation);
  return { name, arguments: args, observation, failed, passing: failed && PASSING.test(observation) };
}
