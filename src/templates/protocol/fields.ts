import type { AgentStep } from "./agent-step.ts";
import type { Protocol } from "./protocol.ts";

/** The names of the fields that a protocol has a place for, in its order. */
export function fieldNamesOf(protocol: Protocol): string[] {
  return "fields" in protocol ? (protocol.fields ?? []).map(({ name }) => name) : [];
}

/** The text of a step's field; empty where it has none. */
export function fieldOf({ fields }: AgentStep, name: string): string {
  return fields !== undefined && Object.hasOwn(fields, name) ? fields[name]! : "";
}

/** The step with those of its fields alone that a protocol has a place for. */
export function withHeldFields(protocol: Protocol, step: AgentStep): AgentStep {
  const { fields: _, ...rest } = step;
  const held = fieldNamesOf(protocol).flatMap((name) => (fieldOf(step, name) ? [[name, fieldOf(step, name)]] : []));
  return held.length === 0 ? rest : { ...rest, fields: Object.fromEntries(held) as Record<string, string> };
}
