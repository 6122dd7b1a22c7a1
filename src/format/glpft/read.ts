import { WrongFormatError } from "../../core/errors.ts";
import { isObject, type JsonValue } from "../../core/json/value.ts";
import { NEXT } from "../alpha-umi/stage-2.ts";
import { turnsOf } from "../alpha-umi/turns.ts";
import type { FormatReader } from "../format.ts";
import { type InstanceRow, readInstance } from "./instance.ts";
import type { PromptPack } from "./prompt-pack.ts";
import { SUFFIX } from "./roles.ts";
import type { Role } from "./schema.ts";

/** Reads role files: one row, one trajectory. Without a role, each row says by its input and target which it is of. */
export function glpftReader(pack: PromptPack, role?: Role): FormatReader {
  return {
    read: (row, { place, fallbackId }) => {
      if (!isInstanceRow(row)) {
        const problem = "the row is not {tools, history, input, target}";
        throw new WrongFormatError(
          "glpft",
          problem,
          "Give one of train_{backbone,planner,caller,summarizer}.json; see docs/formats/glpft.md.",
          place,
        );
      }
      return { trajectory: readInstance(row, role ?? roleOf(row), pack, fallbackId), id: fallbackId };
    },
  };
}

function isInstanceRow(row: JsonValue): row is InstanceRow {
  return (
    isObject(row) &&
    Array.isArray(row["tools"]) &&
    turnsOf(row["history"]) !== undefined &&
    typeof row["input"] === "string" &&
    typeof row["target"] === "string"
  );
}

function roleOf({ input, target }: InstanceRow): Role {
  if (input.endsWith(SUFFIX.caller)) return "caller";
  if (input.endsWith(SUFFIX.summarizer)) return "summarizer";
  return Object.values(NEXT).some((marker) => target.endsWith(marker)) ? "planner" : "backbone";
}

/** How surely a row is of this format. */
export function detect(row: JsonValue): number {
  return isInstanceRow(row) ? 1 : 0;
}
