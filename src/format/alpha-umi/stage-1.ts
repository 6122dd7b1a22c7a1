import { RowRefusedError } from "../../core/errors.ts";
import { withMember } from "../../core/json/spelling.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { ToolDefinition } from "../../core/tool.ts";
import {
  ATIF_VERSION,
  type Content,
  type Trajectory,
  type TrajectoryMat,
  textOf,
  toolsOf,
} from "../../core/trajectory.ts";
import { asText } from "../member-text.ts";
import { keepRowResidual, restoreRow } from "../residual.ts";
import { chainOf, chainUnit, finishAt, OPENING, openingUserTurn, readChain } from "./chain.ts";
import { toolFault, writeToolTexts } from "./tool-text.ts";

/** Residuals of chain messages and stage-1 rows stand under this name: toolbench and glpft-raw both read chains. */
export const STAGE_1 = "glpft-raw/1";

/** A stage-1 row: the tools in short form, the query, and the last message list. Source: α-UMi, `raw_data_stage_1.json`. */
export type Stage1Row = JsonObject & { tools: JsonValue; instruction: JsonValue; chains: JsonObject[] };

/** What a reader of chains found in its source. */
export interface ChainSource {
  readonly row: Stage1Row;
  readonly tools: ToolDefinition[];
  readonly id: string;
  /** The format that speaks in verdicts and in `source_format`. */
  readonly format: string;
}

/** The trajectory of a stage-1 row (or of a ToolBench answer put into that shape), residuals included. */
export function readStage1(source: ChainSource): Trajectory {
  const { row } = source;
  const mat: TrajectoryMat = { source_format: source.format };
  const trajectory: Trajectory = {
    schema_version: ATIF_VERSION,
    trajectory_id: source.id,
    agent: { name: "toolbench", version: "unknown", tool_definitions: source.tools },
    steps: readChain(row.chains, asText(row.instruction), STAGE_1, `read:${source.format}`),
    extra: { mat },
  };
  const head = withMember(row, "chains", row.chains.slice(0, OPENING));
  return keepRowResidual(STAGE_1, trajectory, canonicalHead(trajectory), head);
}

/** A trajectory as a stage-1 row, and how many residuals were stale. */
export interface Stage1Result {
  readonly row: Stage1Row;
  readonly stale: number;
  /** Paths of what the trajectory says and no message does. */
  readonly lost: readonly string[];
  /** Where in `row.chains` the messages of each step begin, from the opening user step on; the last bound is the end. */
  readonly bounds: readonly number[];
}

/**
 * The stage-1 row of a trajectory, its numbers as they were spelled. With `reference`, a tool that the reference raises on
 * is refused. Throws RowRefusedError: `no_user_query`, `parallel_calls`, `image_content`, `reference_raises`.
 */
export function writeStage1(trajectory: Trajectory, reference: boolean): Stage1Result {
  const opening = openingIndex(trajectory);
  refuseWhatChainsCannotSay(trajectory);
  if (reference && trajectory.extra?.mat?.source_format === "toolbench") refuseFaultyTools(trajectory);
  const head = restoreRow(STAGE_1, trajectory, canonicalHead(trajectory));
  const headChains = isObject(head.value) ? chainOf(head.value["chains"]) : undefined;
  const sound = headChains === undefined ? canonicalHead(trajectory) : (head.value as Stage1Row);
  const chains = [...(headChains ?? (sound["chains"] as JsonObject[]))];
  let stale = head.stale || headChains === undefined ? 1 : 0;
  const bounds: number[] = [chains.length];
  for (let index = opening; index < trajectory.steps.length; index++) {
    const unit = chainUnit(trajectory, index, index === opening, STAGE_1);
    if (unit.stale) stale++;
    chains.push(...unit.value);
    bounds.push(chains.length);
  }
  const row = withMember(sound, "chains", chains) as Stage1Row;
  return { row, stale, lost: unsaidBy(trajectory, opening), bounds };
}

/** A chain's prompt has no results, and only a `Finish` has a thought beside what is said. */
function unsaidBy({ steps }: Trajectory, opening: number): string[] {
  const lost = new Set<string>();
  for (const [at, step] of steps.entries()) {
    if (at < opening && (step.observation?.results.length ?? 0) > 0)
      lost.add("steps[].observation.results[].content (system)");
    if (step.extra?.mat?.thought !== undefined && finishAt(step, at === steps.length - 1) === undefined)
      lost.add("steps[].extra.mat.thought");
  }
  return [...lost];
}

/** The index of the user step that holds the query: the first step, or the one after a system step. */
export function openingIndex(trajectory: Trajectory): number {
  const index = trajectory.steps[0]?.source === "system" ? 1 : 0;
  if (trajectory.steps[index]?.source === "user") return index;
  throw new RowRefusedError(
    "no_user_query",
    "the trajectory does not open with a user's query (after at most one system step)",
  );
}

/** What our writer makes of all that stands before the chain's third message. */
export function canonicalHead(trajectory: Trajectory): JsonObject {
  const opening = trajectory.steps.findIndex((step) => step.source === "user");
  const query = textOf(trajectory.steps[opening]?.message);
  const system = opening > 0 ? textOf(trajectory.steps[0]?.message) : "";
  return {
    tools: writeToolTexts(toolsOf(trajectory)),
    instruction: query,
    chains: [
      { role: "system", content: system },
      { role: "user", content: openingUserTurn(query) },
    ],
  };
}

function refuseWhatChainsCannotSay({ steps }: Trajectory): void {
  for (const { step_id: id, tool_calls: calls, message, observation } of steps) {
    if ((calls?.length ?? 0) > 1) {
      const problem = `step ${id} calls ${calls!.length} tools at once; a chain holds one call a turn`;
      throw new RowRefusedError("parallel_calls", problem);
    }
    refuseImages(id, message);
    for (const { content } of observation?.results ?? []) refuseImages(id, content);
  }
}

function refuseImages(step: number, content: Content | null | undefined): void {
  if (!Array.isArray(content) || content.every((part) => part.type === "text")) return;
  throw new RowRefusedError("image_content", `step ${step} holds an image; a chain holds text`);
}

function refuseFaultyTools(trajectory: Trajectory): void {
  for (const tool of toolsOf(trajectory)) {
    const fault = toolFault(tool);
    if (fault !== undefined) throw new RowRefusedError("reference_raises", `the reference raises: ${fault}`);
  }
}
