import type { AgentCall } from "../../../templates/protocol/agent-step.ts";

/** The arguments of a call, where they are just these and all texts. */
export function onlyTexts(call: AgentCall, names: readonly string[]): string[] | undefined {
  const values = names.map((name) => call.arguments[name]);
  const sound =
    Object.keys(call.arguments).length === names.length && values.every((value) => typeof value === "string");
  return sound ? (values as string[]) : undefined;
}
