import { basename, dirname } from "node:path";
import { WrongFormatError } from "../../core/errors.ts";
import { sameJson } from "../../core/json/spelling.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import type { ToolDefinition } from "../../core/tool.ts";
import { chainOf } from "../alpha-umi/chain.ts";
import { readStage1 } from "../alpha-umi/stage-1.ts";
import { FINISH, writeToolTexts } from "../alpha-umi/tool-text.ts";
import type { FormatReader, LeftOut, ReadContext, ReadTrajectory } from "../format.ts";
import { asText } from "../member-text.ts";

const NAME = "toolbench";
const FIX =
  "An answer file is {win, tree, answer_generation: {query, function, train_messages, ...}}; see docs/formats/toolbench.md.";

/** Reads ToolBench answer files; `heldOut` are the query ids to leave out. */
export function reader(heldOut: ReadonlySet<string>): FormatReader {
  return { read: (row, context) => readAnswer(row, context, heldOut) };
}

function readAnswer(row: JsonValue, context: ReadContext, heldOut: ReadonlySet<string>): ReadTrajectory | LeftOut {
  const queryId = queryIdOf(context.place.file);
  if (queryId !== undefined && heldOut.has(queryId)) return { leftOut: "held_out", detail: `query id ${queryId}` };
  if (!isObject(row)) throw wrong("the file is no JSON object", context);
  const answer = row["answer_generation"];
  if (answer === undefined) {
    if (OTHER_MEMBERS.some((key) => Object.hasOwn(row, key))) return { leftOut: "no_answer_generation" };
    throw wrong("it has none of the members of ToolBench's files", context);
  }
  if (!isObject(answer)) throw wrong("answer_generation is no object", context);
  if (answer["train_messages"] === undefined) return { leftOut: "no_train_messages" };
  const messages = answer["train_messages"];
  const chain = Array.isArray(messages) ? chainOf(messages.at(-1)) : undefined;
  if (chain === undefined) throw wrong("the last of train_messages is no list of message objects", context);
  if (!Object.hasOwn(answer, "query")) throw wrong("answer_generation has no query", context);
  const tools = toolsOf(answer, context);
  const id = idOf(context) ?? context.fallbackId;
  const source = { tools: writeToolTexts(tools), instruction: answer["query"]!, chains: chain };
  return {
    trajectory: readStage1({ row: source, tools, id, format: NAME }),
    id,
    sidecars: { tree: sidecarOf(row, answer, messages as JsonValue[]) },
  };
}

/** What stands beside `answer_generation` in a file of ToolBench. */
const OTHER_MEMBERS = ["win", "tree", "forward_args", "compare_candidates"];

function toolsOf(answer: JsonObject, context: ReadContext): ToolDefinition[] {
  const functions = answer["function"];
  const sound =
    Array.isArray(functions) && functions.every((item) => isObject(item) && typeof item["name"] === "string");
  if (!sound) throw wrong("answer_generation.function is no list of named functions", context);
  const tools = functions.filter((item) => (item as JsonObject)["name"] !== FINISH);
  return tools.map((item) => ({ type: "function", function: item as ToolDefinition["function"] }));
}

/** All that the file says beside the trajectory: the search tree first, for preference pairs. */
function sidecarOf(row: JsonObject, answer: JsonObject, messages: readonly JsonValue[]): JsonObject {
  const { answer_generation: _, ...rest } = row;
  const { function: __, query: ___, train_messages: ____, ...about } = answer;
  const last = messages.at(-1) as JsonValue[];
  const others = messages.slice(0, -1).filter((list) => !isPrefix(list, last));
  return { ...rest, answer_generation: about, ...(others.length > 0 ? { other_train_messages: others } : {}) };
}

function isPrefix(list: JsonValue, whole: readonly JsonValue[]): boolean {
  return (
    Array.isArray(list) && list.every((message, index) => whole[index] !== undefined && sameJson(message, whole[index]))
  );
}

/** The query id of a file named `<qid>_<method>.json`: what stands before the first underscore. */
function queryIdOf(file: string | undefined): string | undefined {
  return file === undefined || file === "-" ? undefined : basename(file).split("_")[0];
}

/** `G1-10` for `G1_answer/10_ChatGPT_DFS.json`: query ids repeat between ToolBench's three sets. */
function idOf({ place }: ReadContext): string | undefined {
  const queryId = queryIdOf(place.file);
  if (queryId === undefined) return undefined;
  const set = /^(.+)_answer$/.exec(basename(dirname(place.file!)))?.[1];
  const base = queryId.replace(/\.jsonl?(\.gz|\.zst)?$/, "");
  return `${set === undefined ? base : `${set}-${base}`}${(place.row ?? 1) > 1 ? `-${place.row}` : ""}`;
}

function wrong(problem: string, { place }: ReadContext): WrongFormatError {
  return new WrongFormatError(NAME, problem, FIX, place);
}

/** How surely a row is of this format. */
export function detect(row: JsonValue): number {
  return isObject(row) && isObject(row["answer_generation"]) && asText(row["answer_generation"]["query"]) !== ""
    ? 1
    : 0;
}
