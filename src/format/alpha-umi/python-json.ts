import { RowRefusedError } from "../../core/errors.ts";
import { countMembers, MAXIMUM_DEPTH } from "../../core/json/depth.ts";
import { parseJson } from "../../core/json/parse.ts";
import { isSpelled, membersOf, numberTextOf, setEntries, setNumberText } from "../../core/json/spelling.ts";
import { isObject, type JsonContainer, type JsonObject, type JsonValue, setMember } from "../../core/json/value.ts";
import { type Held, held } from "./held.ts";

/** What Python's `json.loads` makes of a text, or undefined where it raises. `NaN` and `Infinity` are read, as Python does. */
export function loadsLikePython(text: string): JsonValue | undefined {
  const value = loadsQuickly(text);
  // Only numbers and the order of keys can differ from what JavaScript reads, and most results hold neither a second look.
  return value === undefined || typeof value === "string" ? value : exactly(text);
}

/** A text that Python would load: its value (undefined where Python would raise) and one member of it, if there is such. */
export interface LoadedMember {
  readonly value: JsonValue | undefined;
  readonly member?: Held;
}

/** Loads a text for one member. Most such members are texts, which need no exact parse. */
export function loadMember(text: string, key: string): LoadedMember {
  const quick = loadsQuickly(text);
  if (!isObject(quick) || !Object.hasOwn(quick, key)) return { value: quick };
  const member = quick[key]!;
  if (typeof member === "string") return { value: quick, member: { value: member } };
  const value = exactly(text);
  return isObject(value) ? { value, member: held(value, key) } : { value };
}

/** JSON text ends with a bracket, a quote, a digit or the last letter of a name; most text that is no JSON was cut off. */
const END_OF_JSON = /[\]}"0-9eylN][ \t\n\r]*$/;

/**
 * The same as {@link loadsLikePython}, but for the spelling of numbers and the order and repeats of keys, which are as
 * JavaScript has them.
 */
export function loadsRoughly(text: string): JsonValue | undefined {
  const value = loadsQuickly(text);
  // What nests deeper than anything that walks it can stand is not loaded. Its brackets alone make a text longer than this.
  const isDeep = text.length > 2 * MAXIMUM_DEPTH && countMembers(value ?? null, MAXIMUM_DEPTH) === undefined;
  return isDeep ? exactly(text) : value;
}

function loadsQuickly(text: string): JsonValue | undefined {
  // A cheaper answer than an exception: ToolBench cuts long responses and marks the cut with three dots.
  if (!END_OF_JSON.test(text.slice(-16)) && text.trimEnd().length > text.length - 16) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text.includes("NaN") || text.includes("Infinity") ? loadsWithNaN(text) : undefined;
  }
}

function exactly(text: string): JsonValue | undefined {
  try {
    return pythonNumbers(parseJson(text));
  } catch {
    return loadsWithNaN(text);
  }
}

const NOT_A_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?Infinity|NaN/gs;
/** Stands for NaN and Infinity while the rest is parsed; no JSON text can hold it unescaped. */
const SENTINEL = "\u0000not a number";

function loadsWithNaN(text: string): JsonValue | undefined {
  try {
    const parsable = text.replace(NOT_A_NUMBER, (token) => (token.startsWith('"') ? token : JSON.stringify(SENTINEL)));
    return JSON.parse(parsable, (_key, value: JsonValue) => (value === SENTINEL ? Number.NaN : value)) as JsonValue;
  } catch {
    return undefined;
  }
}

/**
 * A row with its numbers as Python spells them. Throws RowRefusedError, `number_not_json`, where Python would write a NaN or
 * an infinity, which JSON cannot say.
 */
export function asPython<T extends JsonObject>(row: T): T {
  if (isOrdinaryRow(row)) return row;
  if (!holdsNonFinite(row)) return pythonNumbers(row);
  throw new RowRefusedError("number_not_json", "a number is NaN, or too large for Python, which JSON cannot say");
}

/** Tools in which no number is out of the ordinary: many rows share one list, which is looked at once. */
const ordinaryTools = new WeakSet<object>();

/** Is all that the row holds such that Python writes it as it stands, at a glance? */
function isOrdinaryRow(row: JsonObject): boolean {
  if (isSpelled(row)) return false;
  for (const key in row) {
    const value = row[key]!;
    const isShared = key === "tools" && Array.isArray(value);
    if (isShared && ordinaryTools.has(value)) continue;
    if (!isOrdinary(value)) return false;
    if (isShared) ordinaryTools.add(value);
  }
  return true;
}

function isOrdinary(value: JsonValue): boolean {
  if (typeof value === "string") return true;
  if (typeof value !== "object" || value === null) return typeof value !== "number" || Number.isSafeInteger(value);
  if (isSpelled(value)) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isOrdinary(item)) return false;
    return true;
  }
  for (const key in value) if (!isOrdinary(value[key]!)) return false;
  return true;
}

/** Does a value hold a NaN or an infinity anywhere (which JSON cannot say)? */
function holdsNonFinite(value: JsonValue): boolean {
  if (typeof value === "number") return !Number.isFinite(value);
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsNonFinite);
  for (const key in value) if (holdsNonFinite(value[key]!)) return true;
  return false;
}

/**
 * The value as Python has it after `json.load`: floats are written by `repr` (`1e2` becomes `100.0`), the last of repeated
 * keys wins at the place of the first. A value that Python would write as it stands comes back as the same object.
 */
function pythonNumbers<T extends JsonValue>(value: T): T {
  return (isChanged(value) ? rebuild(value) : value) as T;
}

function isChanged(value: JsonValue): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some((item, at) => numberChanges(value, at, item) || isChanged(item));
  if (!isSpelled(value)) {
    for (const key in value) if (numberChanges(value, key, value[key]!) || isChanged(value[key]!)) return true;
    return false;
  }
  const members = membersOf(value);
  if (members.length !== Object.keys(value).length) return true;
  return members.some((member) => numberChanges(value, member.key, member.value) || isChanged(member.value));
}

function numberChanges(container: JsonContainer, at: string | number, value: JsonValue): boolean {
  if (typeof value !== "number") return false;
  const text = numberTextOf(container, at) ?? String(value);
  return pythonRepr(text) !== text;
}

function rebuild(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const copy: JsonValue[] = value.map(rebuild);
    for (let index = 0; index < value.length; index++) respell(value, index, copy, index);
    return copy;
  }
  if (!isObject(value)) return value;
  const keys = [...new Set(membersOf(value).map((member) => member.key))];
  const copy: JsonObject = {};
  for (const key of keys) {
    setMember(copy, key, rebuild(value[key]!));
    respell(value, key, copy, key);
  }
  if (Object.keys(copy).some((key, position) => key !== keys[position])) {
    setEntries(
      copy,
      keys.map((key) => [key, copy[key]!] as const),
    );
  }
  return copy;
}

function respell(from: JsonContainer, at: string | number, into: JsonContainer, intoAt: string | number): void {
  const value = (from as Record<string | number, JsonValue>)[at];
  if (typeof value !== "number") return;
  const text = pythonRepr(numberTextOf(from, at) ?? String(value));
  if (text !== String(value)) setNumberText(into, intoAt, text);
}

/** How Python writes a number that it read from this JSON text: integers digit for digit, floats by `repr`. */
export function pythonRepr(text: string): string {
  if (!/[.eE]/.test(text)) return text === "-0" ? "0" : text;
  const value = Number(text);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (!Number.isFinite(value)) return `${sign}Infinity`;
  const [digits, power] = Math.abs(value).toExponential().split("e") as [string, string];
  const exponent = Number(power);
  // repr switches to an exponent below 1e-4 and from 1e16 on, and writes it with at least two digits.
  if (value !== 0 && (exponent < -4 || exponent >= 16)) {
    return `${sign}${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  const plain = String(Math.abs(value));
  return `${sign}${plain.includes(".") ? plain : `${plain}.0`}`;
}
