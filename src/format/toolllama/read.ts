import { WrongFormatError } from "../../core/errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { ToolDefinition } from "../../core/tool.ts";
import { ATIF_VERSION, type Step, type Trajectory } from "../../core/trajectory.ts";
import { finalCommandNames } from "../../templates/protocol/endings.ts";
import { guessProtocol } from "../../templates/protocol/guess-protocol.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import { namedProtocol, PROTOCOLS } from "../../templates/protocol/registry.ts";
import { canonicalRow, withConversations } from "../conversations/row.ts";
import type { FormatReader, ReadContext, ReadTrajectory } from "../format.ts";
import { idIn, memberText } from "../member-text.ts";
import { decodeTurn, withVerdict } from "../protocol-text/decode-turn.ts";
import { findTools } from "../protocol-text/find-tools.ts";
import { keepRowResidual, keepStepResidual } from "../residual.ts";
import { NAME, type ReadOptions } from "./schema.ts";
import { turnsOf } from "./turns.ts";

/** Where several protocols read as well, the first of these it is. */
const CANDIDATES = ["toolllama", "react", ...Object.keys(PROTOCOLS)].map(namedProtocol);

/** Reads rows of turns; each row's protocol is told by its texts unless it is given. */
export function reader({ protocol }: ReadOptions): FormatReader {
  const given = protocol === undefined ? undefined : namedProtocol(protocol);
  return { read: (row, context) => read(row, context, given) };
}

function read(row: JsonValue, context: ReadContext, given: Protocol | undefined): ReadTrajectory {
  if (!isObject(row)) throw wrong("the row is no object", context);
  const turns = turnsIn(row, context);
  const id = idIn(row, context.fallbackId);
  const spoken = textsOf(turns, "assistant");
  const listed = findTools(textsOf(turns, "system").join("\n\n"), spoken.join("\n"));
  const protocol = given ?? guessProtocol(spoken, CANDIDATES, listed) ?? CANDIDATES[0]!;
  const tools = listed.filter((tool) => !finalCommandNames(protocol).includes(tool.function.name));
  const units = unitsOf(turns);
  const trajectory: Trajectory = {
    schema_version: ATIF_VERSION,
    trajectory_id: id,
    agent: { name: NAME, version: "unknown", ...(tools.length === 0 ? {} : { tool_definitions: [...tools] }) },
    steps: units.map((unit, index) => readUnit(unit, index + 1, protocol, tools)),
    extra: { mat: { source_format: NAME, protocol: protocol.name } },
  };
  const steps = trajectory.steps.map((step, index) =>
    keepStepResidual(NAME, step, turnsOf(trajectory, index, protocol).turns, [...units[index]!]),
  );
  const whole = { ...trajectory, steps };
  return { trajectory: keepRowResidual(NAME, whole, canonicalRow(id), withConversations(row, [])), id };
}

function turnsIn(row: JsonObject, context: ReadContext): JsonObject[] {
  const turns = row["conversations"];
  if (!Array.isArray(turns)) throw wrong("the row has no list of conversations", context);
  if (turns.length === 0) throw wrong("the list of conversations is empty", context);
  for (const [index, turn] of turns.entries()) {
    if (!isObject(turn)) throw wrong(`turn ${index + 1} is no object`, context);
    if (typeof turn["from"] !== "string") throw wrong(`turn ${index + 1} does not say whom it is from`, context);
  }
  return turns as JsonObject[];
}

function textsOf(turns: readonly JsonObject[], from: string): string[] {
  return turns.flatMap(({ from: by, value }) => (by === from && typeof value === "string" ? [value] : []));
}

/** Each turn opens a step; those of functions join the step before them. */
function unitsOf(turns: readonly JsonObject[]): JsonObject[][] {
  const units: JsonObject[][] = [];
  for (const turn of turns) {
    if (turn["from"] === "function" && units.length > 0) units.at(-1)!.push(turn);
    else units.push([turn]);
  }
  return units;
}

function readUnit(
  unit: readonly JsonObject[],
  stepId: number,
  protocol: Protocol,
  tools: readonly ToolDefinition[],
): Step {
  const [opening] = unit;
  const orphaned = opening!["from"] === "function";
  const step = orphaned
    ? ({ step_id: stepId, source: "system", message: "" } as const)
    : readTurn(opening!, stepId, protocol, tools);
  return withResults(step, orphaned ? unit : unit.slice(1));
}

const SOURCES: ReadonlyMap<JsonValue | undefined, Step["source"]> = new Map([
  ["system", "system"],
  ["user", "user"],
  ["assistant", "agent"],
]);

function readTurn(turn: JsonObject, stepId: number, protocol: Protocol, tools: readonly ToolDefinition[]): Step {
  const source = SOURCES.get(turn["from"]);
  const { text, isText } = textIn(turn);
  const step: Step =
    source === "agent"
      ? decodeTurn(text, stepId, { format: NAME, protocol, tools })
      : { step_id: stepId, source: source ?? "system", message: text };
  const known = source === undefined ? noted(step, "unknown_role", `a turn is from ${turn["from"]}`) : step;
  return isText ? known : noted(known, "value_not_text", "the value of a turn is no text");
}

function textIn(turn: JsonObject): { text: string; isText: boolean } {
  return { text: memberText(turn, "value"), isText: typeof turn["value"] === "string" };
}

/** The step with what came back: the first result answers the first call, and so on. */
function withResults(step: Step, turns: readonly JsonObject[]): Step {
  if (turns.length === 0) return step;
  const calls = step.tool_calls ?? [];
  const results = turns.map((turn, index) => {
    const id = calls[index]?.tool_call_id;
    return { ...(id === undefined ? {} : { source_call_id: id }), content: textIn(turn).text };
  });
  const answered = { ...step, observation: { results } };
  const matched =
    results.length <= calls.length
      ? answered
      : noted(answered, "unmatched_function_turn", "a function turn answers no call of the step before it");
  return turns.every((turn) => textIn(turn).isText)
    ? matched
    : noted(matched, "value_not_text", "the value of a turn is no text");
}

function noted(step: Step, reason: string, detail: string): Step {
  return withVerdict(step, { by: `read:${NAME}`, reason, detail });
}

function wrong(problem: string, { place }: ReadContext): WrongFormatError {
  const fix =
    "A row is {id, conversations: [{from: system|user|assistant|function, value}, ...]}; see docs/formats/toolllama.md.";
  return new WrongFormatError(NAME, problem, fix, place);
}
