import { z } from "zod";
import type { Content, Step, Trajectory } from "../core/trajectory.ts";
import { type TrajectoryProblem, trajectoryProblems } from "../core/trajectory-problems.ts";
import { quoted } from "../core/visible-text.ts";
import { defineFilter, type FilterVerdict } from "./filter.ts";

const options = z.strictObject({
  unknown_keys: z
    .enum(["drop", "keep"])
    .default("drop")
    .describe("what becomes of a row with keys that ATIF does not know; its validators refuse them"),
  version: z.enum(["any", "newest"]).default("any").describe("`any`: ATIF 1.0 to 1.7; `newest`: 1.7 and no other"),
});

const NEWEST = 7;
const TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?$/;

/** Is the row a valid trajectory? The detail names what is wrong and where, the five first faults of a row. */
export const validAtif = defineFilter<z.infer<typeof options>>({
  name: "valid-atif",
  title: "the row is a valid ATIF trajectory",
  options,
  reasons: {
    invalid_field: "a field is missing or of another kind than ATIF says",
    unknown_key: "a key that ATIF does not know (vendor data belongs in `extra`)",
    wrong_version: "a version of ATIF that was not asked for, or that is not known yet",
    step_ids_not_in_sequence: "step ids are not 1, 2, 3 and so on",
    not_on_an_agent_step: "tool calls or reasoning on a step that is not the agent's",
    repeated_call_id: "two calls of one step have the same id",
    unknown_source_call_id: "an observation answers a call that its step does not make",
  },
  judges: "rows",
  create: ({ unknown_keys, version }) => {
    return (row) => {
      const problems = trajectoryProblems(row);
      const wrong = problems.filter((problem) => !problem.unknownKey).map(invalidField);
      const faults = wrong.length > 0 ? wrong : faultsOf(row as unknown as Trajectory, version);
      const unknown = problems.filter((problem) => problem.unknownKey).map(unknownKey);
      if (unknown_keys === "drop") return verdict("drop", [...faults, ...unknown]);
      return [...verdict("drop", faults), ...verdict("keep", unknown)];
    };
  },
});

interface Fault {
  readonly reason: string;
  readonly detail: string;
}

function verdict(kind: "drop" | "keep", faults: readonly Fault[]): FilterVerdict[] {
  if (faults.length === 0) return [];
  const more = faults.length > 5 ? `; and ${faults.length - 5} more` : "";
  const detail = faults
    .slice(0, 5)
    .map((fault) => fault.detail)
    .join("; ");
  return [{ verdict: kind, reason: faults[0]!.reason, detail: detail + more }];
}

function invalidField({ path, problem }: TrajectoryProblem): Fault {
  return { reason: "invalid_field", detail: `${path === "" ? "the row" : path} ${problem}` };
}

function unknownKey({ path, problem }: TrajectoryProblem): Fault {
  return { reason: "unknown_key", detail: `${path} ${problem}` };
}

function faultsOf(trajectory: Trajectory, version: "any" | "newest"): Fault[] {
  const minor = Number(trajectory.schema_version.slice("ATIF-v1.".length));
  const accepted = version === "any" ? minor <= NEWEST : minor === NEWEST;
  const asked = version === "any" ? `1.0 to 1.${NEWEST}` : `1.${NEWEST}`;
  const versions: Fault[] = accepted
    ? []
    : [
        {
          reason: "wrong_version",
          detail: `schema_version is ${trajectory.schema_version} where ATIF ${asked} is asked for`,
        },
      ];
  return [...versions, ...trajectory.steps.flatMap(faultsOfStep)];
}

function faultsOfStep(step: Step, index: number): Fault[] {
  const faults: Fault[] = [];
  const at = `steps[${index}]`;
  const add = (reason: string, detail: string) => faults.push({ reason, detail: `${at}${detail}` });
  if (step.step_id !== index + 1)
    add("step_ids_not_in_sequence", `.step_id is ${step.step_id} where ${index + 1} is expected`);
  if (typeof step.timestamp === "string" && !TIME.test(step.timestamp)) {
    add("invalid_field", `.timestamp is ${quoted(step.timestamp)}, which is no ISO 8601 time`);
  }
  if (step.source !== "agent") {
    if (step.tool_calls?.length) add("not_on_an_agent_step", `.tool_calls stand on a step of source ${step.source}`);
    if (step.reasoning_content)
      add("not_on_an_agent_step", `.reasoning_content stands on a step of source ${step.source}`);
  }
  const ids = new Set<string>();
  for (const [position, { tool_call_id }] of (step.tool_calls ?? []).entries()) {
    if (ids.has(tool_call_id))
      add("repeated_call_id", `.tool_calls[${position}] repeats the id ${quoted(tool_call_id)}`);
    ids.add(tool_call_id);
  }
  for (const part of emptyParts(step.message)) add("invalid_field", `.message[${part}] has nothing of its type`);
  for (const [position, result] of (step.observation?.results ?? []).entries()) {
    const place = `.observation.results[${position}]`;
    const source = result.source_call_id;
    if (typeof source === "string" && !ids.has(source)) {
      add("unknown_source_call_id", `${place}.source_call_id is ${quoted(source)}, which no call of the step has`);
    }
    for (const part of emptyParts(result.content))
      add("invalid_field", `${place}.content[${part}] has nothing of its type`);
  }
  return faults;
}

/** The parts that say they are text or an image and hold none. */
function emptyParts(content: Content | null | undefined): number[] {
  if (!Array.isArray(content)) return [];
  return content.flatMap((part, index) =>
    (part.type === "text" ? part.text : part.source) === undefined ? [index] : [],
  );
}
