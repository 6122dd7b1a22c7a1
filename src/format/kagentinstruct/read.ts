import { WrongFormatError } from "../../core/errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { ATIF_VERSION, type Step, type Trajectory, type TrajectoryMat } from "../../core/trajectory.ts";
import type { Protocol } from "../../templates/protocol/protocol.ts";
import { namedProtocol } from "../../templates/protocol/registry.ts";
import type { FormatReader, ReadContext, ReadTrajectory } from "../format.ts";
import { idIn } from "../member-text.ts";
import { keepRowResidual, keepStepResidual } from "../residual.ts";
import { contextsOf } from "./contexts.ts";
import { readFunctions } from "./functions.ts";
import { protocolOfRow } from "./protocol-of-row.ts";
import { readItem } from "./read-item.ts";
import { canonicalRow, withItems } from "./row.ts";
import { NAME, type ReadOptions } from "./schema.ts";

/** Reads rows of prompts and responses; each row's protocol is that of its source unless one is given. */
export function reader({ protocol }: ReadOptions): FormatReader {
  const given = protocol === undefined ? undefined : namedProtocol(protocol);
  return { read: (row, context) => read(row, context, given) };
}

function read(row: JsonValue, context: ReadContext, given: Protocol | undefined): ReadTrajectory {
  if (!isObject(row)) throw wrong("the row is no object", context);
  const items = itemsIn(row, context);
  const { tools, unparsable } = readFunctions(row["functions"]);
  const outputs = items.flatMap(({ output }) => (typeof output === "string" ? [output] : []));
  const reading = { format: NAME, protocol: given ?? protocolOfRow(row, outputs, tools), tools };
  const id = idIn(row, context.fallbackId);
  const trajectory: Trajectory = {
    schema_version: ATIF_VERSION,
    trajectory_id: id,
    agent: { name: NAME, version: "unknown", ...(tools.length === 0 ? {} : { tool_definitions: tools }) },
    steps: [
      { step_id: 1, source: "user", message: queryIn(row, context) },
      ...items.map((item, index) => readItem(item, index + 2, reading)),
    ],
    extra: { mat: matOf(row, reading.protocol.name, unparsable) },
  };
  const whole = { ...trajectory, steps: withPrompts(trajectory, items) };
  return { trajectory: keepRowResidual(NAME, whole, canonicalRow(whole, id), withItems(row, [])), id };
}

/** The steps with their items as residuals: all of an item, since its prompt stands nowhere else. */
function withPrompts(trajectory: Trajectory, items: readonly JsonObject[]): Step[] {
  const contexts = contextsOf(trajectory);
  return trajectory.steps.map((step, at) =>
    at === 0 ? step : keepStepResidual(NAME, step, contexts[at]!, items[at - 1]!),
  );
}

function itemsIn(row: JsonObject, context: ReadContext): JsonObject[] {
  const items = row["llm_prompt_response"];
  if (!Array.isArray(items)) throw wrong("the row has no list llm_prompt_response", context);
  const odd = items.findIndex((item) => !isObject(item));
  if (odd !== -1) throw wrong(`item ${odd + 1} of llm_prompt_response is no object`, context);
  return items as JsonObject[];
}

function queryIn(row: JsonObject, context: ReadContext): string {
  if (typeof row["query"] !== "string") throw wrong("the row has no query", context);
  return row["query"];
}

function matOf({ extra_infos: about, functions }: JsonObject, protocol: string, unparsable: number): TrajectoryMat {
  const template = isObject(about) && about["lineage"] !== "rerendered" ? about["template"] : undefined;
  const detail = `${unparsable} of ${(functions as JsonValue[] | undefined)?.length} functions`;
  return {
    source_format: NAME,
    protocol,
    ...(typeof template === "string" ? { template_id: template } : {}),
    ...(unparsable === 0 ? {} : { verdicts: [{ by: `read:${NAME}`, reason: "unparsable_function", detail }] }),
  };
}

function wrong(problem: string, { place }: ReadContext): WrongFormatError {
  const fix =
    "A row is {id, query, source, functions, function_names, llm_prompt_response, extra_infos}; see docs/formats/kagentinstruct.md.";
  return new WrongFormatError(NAME, problem, fix, place);
}
