import { objectIn } from "../../core/json/object-in.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { ReplyFault } from "./failure.ts";
import { saidText } from "./said-text.ts";

/** Puts the pieces of the calls in a stream together. */
export interface CallCollector {
  /** Takes the `tool_calls` of a delta. */
  add(pieces: JsonValue | undefined): void;
  /** The calls so far, in order. */
  calls(): JsonObject[];
}

/** A call of which more may come. */
interface BegunCall {
  readonly index: number | undefined;
  id?: string;
  name: string;
  arguments: JsonValue;
}

const MOST_CALLS = 256;

/**
 * The pieces of a call share its index, and its first one has the name. Servers that leave the index out, or give all calls the
 * same one (Ollama's and Gemini's did), begin another call with another id and a name. An id alone begins none: vLLM's old
 * streams had a new one in every piece.
 */
export function collectCalls(): CallCollector {
  const begun: BegunCall[] = [];

  function begin(index: number | undefined): BegunCall {
    if (begun.length >= MOST_CALLS)
      throw new ReplyFault("invalid_reply", `the reply has more than ${MOST_CALLS} calls`);
    const call: BegunCall = { index, name: "", arguments: "" };
    begun.push(call);
    return call;
  }

  function callOf(piece: JsonObject): BegunCall {
    const index = indexOf(piece);
    const known = begun.findLast((call) => index === undefined || call.index === index);
    return known === undefined || isAnother(known, piece, index) ? begin(index) : known;
  }

  return {
    add(pieces) {
      if (!Array.isArray(pieces)) return;
      for (const piece of pieces) if (isObject(piece)) addPiece(callOf(piece), piece);
    },
    calls: () => begun.toSorted((one, other) => (one.index ?? 0) - (other.index ?? 0)).map(toCall),
  };
}

function toCall({ id, name, arguments: args }: BegunCall): JsonObject {
  return { ...(id === undefined ? {} : { id }), type: "function", function: { name, arguments: args } };
}

function indexOf({ index: given }: JsonObject): number | undefined {
  if (given === undefined || given === null || given === "") return undefined;
  const index = Number(given);
  if (Number.isInteger(index) && index >= 0 && index < MOST_CALLS) return index;
  throw new ReplyFault("invalid_reply", `a call has the index ${JSON.stringify(given)}`);
}

/** Is this the first piece of another call than the one that its index, or its place, points at? */
function isAnother(known: BegunCall, piece: JsonObject, index: number | undefined): boolean {
  if (saidText(partOf(piece)["name"]) === undefined) return false;
  const id = saidText(piece["id"]);
  if (id !== undefined) return known.id !== undefined && known.id !== id;
  // Nothing comes behind whole arguments: what begins new ones is another call, though all have one index and no id.
  return index === undefined || (beginsObject(partOf(piece)["arguments"]) && isWhole(known.arguments));
}

function beginsObject(args: JsonValue | undefined): boolean {
  return isObject(args) || (typeof args === "string" && args.trimStart().startsWith("{"));
}

function isWhole(args: JsonValue): boolean {
  return isObject(args) || (typeof args === "string" && objectIn(args) !== undefined);
}

function addPiece(call: BegunCall, piece: JsonObject): void {
  const { name, arguments: more } = partOf(piece);
  const id = saidText(piece["id"]);
  if (id !== undefined) call.id ??= id;
  call.name = saidText(name) ?? call.name;
  call.arguments = joined(call.arguments, more);
}

function partOf({ function: part }: JsonObject): JsonObject {
  return isObject(part) ? part : {};
}

/** Arguments come as text in many pieces, or whole as an object. */
function joined(made: JsonValue, more: JsonValue | undefined): JsonValue {
  if (isObject(more)) return more;
  return typeof more === "string" && typeof made === "string" ? made + more : made;
}
