import { WrongFormatError } from "../../core/errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { ATIF_VERSION, type Trajectory } from "../../core/trajectory.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import { namedProtocol } from "../../templates/protocol/registry.ts";
import { canonicalRow, type Turn, textOfTurn, turnsIn, withConversations } from "../conversations/row.ts";
import type { FormatReader, ReadContext, ReadTrajectory } from "../format.ts";
import { idIn } from "../member-text.ts";
import { keepRowResidual, keepStepResidual } from "../residual.ts";
import { protocolOfRow } from "./protocol-of-row.ts";
import { readSteps } from "./read-steps.ts";
import { NAME, type ReadOptions, rowSchema } from "./schema.ts";
import { toolsOfTurns } from "./tools-of-turns.ts";
import { turnsOf, withoutLoss } from "./turns.ts";

/** Reads rows of human and gpt turns; each row's protocol is told by its id or its texts unless it is given. */
export function reader({ protocol }: ReadOptions): FormatReader {
  const given = protocol === undefined ? undefined : namedProtocol(protocol);
  return { read: (row, context) => read(row, context, given) };
}

function read(row: JsonValue, context: ReadContext, given: Protocol | undefined): ReadTrajectory {
  if (!isObject(row)) throw wrong("the row is no object", context);
  const turns = checkedTurns(row, context);
  const id = idIn(row, context.fallbackId);
  const protocol = given ?? protocolOfRow(id, gptTexts(turns));
  const tools = toolsOfTurns(turns, protocol);
  const units = readSteps(turns, protocol, tools);
  const draft: Trajectory = {
    schema_version: ATIF_VERSION,
    trajectory_id: id,
    agent: { name: NAME, version: "unknown", ...(tools.length === 0 ? {} : { tool_definitions: [...tools] }) },
    steps: units.map(({ step }) => step),
    extra: { mat: { source_format: NAME, ...(protocol === undefined ? {} : { protocol: protocol.name }) } },
  };
  const steps = units.map(({ step, turns: source }, at) =>
    keepStepResidual(NAME, step, turnsOf(draft, at, protocol).turns, withoutLoss(source)),
  );
  const whole = { ...draft, steps };
  return { trajectory: keepRowResidual(NAME, whole, canonicalRow(id), withConversations(row, [])), id };
}

function gptTexts(turns: readonly Turn[]): string[] {
  return turns.filter(({ from }) => from === "gpt").map(textOfTurn);
}

function checkedTurns(row: JsonObject, context: ReadContext): Turn[] {
  const list = row["conversations"];
  if (!Array.isArray(list)) throw wrong("the row has no list of conversations", context);
  const turns = turnsIn(list);
  if (turns !== undefined) return turns;
  if (list.length === 0) throw wrong("the list of conversations is empty", context);
  const at = list.findIndex((turn) => !isObject(turn) || typeof turn["from"] !== "string");
  throw wrong(`turn ${at + 1} is no object that says whom it is from`, context);
}

function wrong(problem: string, { place }: ReadContext): WrongFormatError {
  const fix = "A row is {id, conversations: [{from: human|gpt, loss, value}, ...]}; see docs/formats/agentinstruct.md.";
  return new WrongFormatError(NAME, problem, fix, place);
}

/** How surely a row is of this format: human and gpt speak in other data too, but without a word on loss. */
export function detect(row: JsonValue): number {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) return 0;
  return parsed.data.conversations.some(({ loss }) => loss !== undefined) ? 1 : 0.6;
}
