import { type Trajectory, textOf } from "../../core/trajectory.ts";
import { languageOf } from "../../templates/language-of.ts";
import type { Language } from "../../templates/template.ts";

/**
 * The language for what is written around a trajectory: the agent's, whom a prompt in another one would contradict; the
 * user's where that cannot be told; else English.
 */
export function languageAround(trajectory: Trajectory): Language {
  const said = (source: "agent" | "user") =>
    languageOf(trajectory.steps.flatMap((step) => (step.source === source ? [textOf(step.message)] : [])).join("\n"));
  return said("agent") ?? said("user") ?? "en";
}
