import { WrongFormatError } from "../../core/errors.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { chainOf } from "../alpha-umi/chain.ts";
import { readStage1, type Stage1Row } from "../alpha-umi/stage-1.ts";
import { readStage2, type Stage2Row } from "../alpha-umi/stage-2-row.ts";
import { readToolText } from "../alpha-umi/tool-text.ts";
import { turnsOf } from "../alpha-umi/turns.ts";
import type { ReadContext, ReadTrajectory } from "../format.ts";

const NAME = "glpft-raw";

/** Reads a stage-1 or stage-2 row; which one it is stands in its keys. */
export function read(row: JsonValue, context: ReadContext): ReadTrajectory {
  const id = context.fallbackId;
  if (!isObject(row)) throw wrong("the row is no object", context);
  if (!Array.isArray(row["tools"])) throw wrong("the row has no list of tools", context);
  if (!Object.hasOwn(row, "instruction")) throw wrong("the row has no instruction", context);
  if (Object.hasOwn(row, "chains"))
    return {
      trajectory: readStage1({ row: stage1(row, context), tools: row["tools"].map(readToolText), id, format: NAME }),
      id,
    };
  if (turnsOf(row["conversations"]) === undefined)
    throw wrong("the row has neither a list of chains nor one of conversations", context);
  return { trajectory: readStage2(row as Stage2Row, id, NAME), id };
}

function stage1(row: JsonObject, context: ReadContext): Stage1Row {
  if (chainOf(row["chains"]) === undefined) throw wrong("chains is no list of message objects", context);
  return row as Stage1Row;
}

function wrong(problem: string, { place }: ReadContext): WrongFormatError {
  return new WrongFormatError(
    NAME,
    problem,
    "A row is {tools, instruction, chains} (stage 1) or {tools, instruction, conversations} (stage 2); see docs/formats/glpft-raw.md.",
    place,
  );
}

/** How surely a row is of this format. */
export function detect(row: JsonValue): number {
  if (!isObject(row) || !Array.isArray(row["tools"]) || !Object.hasOwn(row, "instruction")) return 0;
  return chainOf(row["chains"]) !== undefined || turnsOf(row["conversations"]) !== undefined ? 1 : 0;
}
