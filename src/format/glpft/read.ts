import { WrongFormatError } from "../../core/errors.ts";
import { isObject, type JsonValue } from "../../core/json/value.ts";
import { NEXT } from "../alpha-umi/stage-2.ts";
import { turnsOf } from "../alpha-umi/turns.ts";
import type { FormatReader } from "../format.ts";
import { type InstanceRow, readInstance } from "./instance.ts";
import type { PromptPack } from "./prompt-pack.ts";
import { ROLES, type Role } from "./role-files.ts";
import { SUFFIX } from "./roles.ts";

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
      return { trajectory: readInstance(row, role ?? roleOf(row, pack), pack, fallbackId), id: fallbackId };
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

/** The one role whose prompt ends as the input does; where several do, what the target looks like decides. */
function roleOf({ input, target }: InstanceRow, pack: PromptPack): Role {
  const suited = ROLES.filter((role) => input.endsWith(endOfPrompt(pack[role]) + SUFFIX[role]));
  if (suited.length === 1) return suited[0]!;
  if (input.endsWith(SUFFIX.caller)) return "caller";
  if (input.endsWith(SUFFIX.summarizer)) return "summarizer";
  return Object.values(NEXT).some((marker) => target === marker || target.endsWith(`\n${marker}`))
    ? "planner"
    : "backbone";
}

/** What a prompt says after its last placeholder. */
function endOfPrompt(template: string): string {
  return template.slice(template.lastIndexOf("}") + 1);
}

/** How surely a row is of this format. */
export function detect(row: JsonValue): number {
  return isInstanceRow(row) ? 1 : 0;
}
