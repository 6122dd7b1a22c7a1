import { copyMember, withMember } from "../../core/json/spelling.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { ATIF_VERSION, type Step, type Trajectory, textOf } from "../../core/trajectory.ts";
import { asText } from "../member-text.ts";
import { hasResidual, keepRowResidual, restoreRow, restoreStep } from "../residual.ts";
import { asPython } from "./python-json.ts";
import { canonicalHead, openingIndex, type Stage1Row, writeStage1 } from "./stage-1.ts";
import { queryTurn, type Turn, turnsOfMessage } from "./stage-2.ts";
import { readToolText } from "./tool-text.ts";
import { canonicalTurns, readTurns, turnsOf } from "./turns.ts";

/** Residuals of stage-2 rows stand under this name. */
export const STAGE_2 = "glpft-raw/2";

/** A stage-2 row: the tools in short form, the query, and the conversation. Source: α-UMi, `raw_data_stage_2.json`. */
export type Stage2Row = JsonObject & { tools: JsonValue; instruction: JsonValue; conversations: Turn[] };

/** The trajectory of a stage-2 row, residuals included. */
export function readStage2(row: Stage2Row, id: string, format: string): Trajectory {
  const opens = row.conversations[0]?.from === "user";
  const turns = opens ? row.conversations.slice(1) : row.conversations;
  const tools = Array.isArray(row.tools) ? row.tools.map(readToolText) : [];
  const trajectory: Trajectory = {
    schema_version: ATIF_VERSION,
    trajectory_id: id,
    agent: { name: "toolbench", version: "unknown", tool_definitions: tools },
    steps: readTurns(turns, asText(row.instruction), STAGE_2, `read:${format}`),
    extra: { mat: { source_format: format } },
  };
  const head = withMember(row, "conversations", row.conversations.slice(0, opens ? 1 : 0));
  return keepRowResidual(STAGE_2, trajectory, headOf(trajectory), head);
}

/** A trajectory as a stage-2 row. */
export interface Stage2Result {
  readonly row: Stage2Row;
  /** For each turn of the conversation, the index of the trajectory's step that it comes from. */
  readonly stepOfTurn: readonly number[];
  readonly stale: number;
  /** Paths of what the trajectory says and no turn does. */
  readonly lost: readonly string[];
}

/**
 * The stage-2 row of a trajectory: through its stage-1 row, as the reference makes it (`reference`) or mended. Throws
 * RowRefusedError as {@link writeStage1} does, and `reference_raises` where the reference raises.
 */
export function writeStage2(trajectory: Trajectory, reference: boolean): Stage2Result {
  const first = writeStage1(trajectory, reference);
  const opening = openingIndex(trajectory);
  const { head, stale: staleHead } = restoredHead(trajectory);
  const conversations: Turn[] = head === undefined ? [queryTurn(first.row, reference)] : [...head.conversations];
  const stepOfTurn: number[] = conversations.map(() => opening);
  let stale = first.stale + (staleHead ? 1 : 0);
  const lost = new Set(first.lost);
  if (opening > 0 && !hasToolBenchPrompt(trajectory)) lost.add(SYSTEM_MESSAGE);
  for (let index = opening; index < trajectory.steps.length; index++) {
    const restored = restoredTurns(trajectory, index, index === opening);
    if (restored.stale) stale++;
    const [start, end] = [first.bounds[index - opening], first.bounds[index - opening + 1]];
    if (restored.turns === undefined && givesUpWithWords(trajectory.steps[index]!)) lost.add(GIVING_UP);
    const turns =
      restored.turns ??
      first.row.chains.slice(start, end).flatMap((message) => {
        const said = turnsOfMessage(message, reference);
        if (said.length === 0 && asText(message["content"]) !== "") lost.add(unsaid(message));
        return said;
      });
    for (const turn of turns) {
      conversations.push(turn);
      stepOfTurn.push(index);
    }
  }
  const base = head ?? baseOf(first.row);
  const row = withMember(base, "conversations", conversations) as Stage2Row;
  return { row: reference ? asPython(row) : row, stepOfTurn, stale, lost: [...lost] };
}

const SYSTEM_MESSAGE = "steps[].message (system)";

/** What an agent says when it gives up: its turn is the thought and the mark alone. */
const GIVING_UP = "steps[].message (agent, giving up)";

function givesUpWithWords({ extra, tool_calls: calls, message }: Step): boolean {
  return extra?.mat?.finish === "give_up" && (calls?.length ?? 0) === 0 && textOf(message) !== "";
}

/** The path of a message that no turn says. */
function unsaid(message: JsonObject): string {
  return message["role"] === "assistant" ? "steps[].message (agent, without a call)" : SYSTEM_MESSAGE;
}

/** Is the opening system step the prompt of ToolBench, in place of which the roles' prompts stand? */
function hasToolBenchPrompt({ extra }: Trajectory): boolean {
  return extra?.mat?.source_format === "toolbench" || extra?.mat?.source_format === "glpft-raw";
}

function baseOf(row: Stage1Row): JsonObject {
  const base: JsonObject = { tools: row.tools };
  copyMember(row, "instruction", base, "instruction");
  return base;
}

/** A step's turns as its stage-2 source had them, where a residual says so and still fits. */
function restoredTurns(trajectory: Trajectory, index: number, opening: boolean): { turns?: Turn[]; stale: boolean } {
  const step = trajectory.steps[index]!;
  if (!hasResidual(STAGE_2, step)) return { stale: false };
  const canonical = canonicalTurns(step, index === trajectory.steps.length - 1, opening);
  const restored = restoreStep(STAGE_2, step, canonical);
  const turns = restored.value === canonical ? undefined : turnsOf(restored.value);
  return turns === undefined ? { stale: restored.stale } : { turns, stale: restored.stale };
}

/** The row's tools, query and opening turn as its stage-2 source had them, where a residual says so and still fits. */
function restoredHead(trajectory: Trajectory): { head?: Stage2Row; stale: boolean } {
  if (!hasResidual(STAGE_2, trajectory)) return { stale: false };
  const canonical = headOf(trajectory);
  const { value, stale } = restoreRow(STAGE_2, trajectory, canonical);
  const sound = value !== canonical && isObject(value) && turnsOf(value["conversations"]) !== undefined;
  return sound ? { head: value as Stage2Row, stale } : { stale };
}

function headOf(trajectory: Trajectory): JsonObject {
  const { tools, instruction } = canonicalHead(trajectory);
  return { tools: tools!, instruction: instruction!, conversations: [{ from: "user", value: instruction! }] };
}
