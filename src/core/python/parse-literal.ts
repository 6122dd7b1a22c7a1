import { objectOf } from "../json/change-members.ts";
import { type Member, setNumberText } from "../json/spelling.ts";
import type { JsonValue } from "../json/value.ts";
import { readStringLiteral } from "./string-literal.ts";

/** Deeper literals are no data: Python itself refuses them at a hundred levels of brackets. */
const MAXIMUM_DEPTH = 100;

interface Found {
  readonly value: JsonValue;
  /** How a number was spelled, where JavaScript spells it otherwise. */
  readonly text?: string | undefined;
  readonly end: number;
}

/**
 * The value of a Python literal as `repr` writes it (and `ast.literal_eval` reads it), or undefined where the text is none
 * that JSON could say: sets, bytes, complex numbers, NaN, keys that are no texts. Tuples become lists.
 */
export function parsePythonLiteral(text: string): JsonValue | undefined {
  const found = readPythonLiteral(text, blankEnd(text, 0));
  return found !== undefined && blankEnd(text, found.end) === text.length ? found.value : undefined;
}

/** The literal that begins at a place of the text, and where it ends; undefined as above. */
export function readPythonLiteral(
  text: string,
  start: number,
): { readonly value: JsonValue; readonly end: number } | undefined {
  return valueAt(text, start, 0);
}

function valueAt(text: string, at: number, depth: number): Found | undefined {
  if (depth > MAXIMUM_DEPTH) return undefined;
  const first = text[at];
  if (first === "'" || first === '"') return readStringLiteral(text, at);
  if (first === "[") return listAt(text, at, "]", depth);
  if (first === "(") return listAt(text, at, ")", depth);
  if (first === "{") return dictAt(text, at, depth);
  return nameAt(text, at) ?? numberAt(text, at);
}

const NAMES: Readonly<Record<string, JsonValue>> = { None: null, True: true, False: false };

function nameAt(text: string, at: number): Found | undefined {
  const name = /^[A-Z][a-z]{3,4}(?![\w.])/.exec(text.slice(at, at + 6))?.[0];
  if (name === undefined || !Object.hasOwn(NAMES, name)) return undefined;
  return { value: NAMES[name]!, end: at + name.length };
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])/y;

function numberAt(text: string, at: number): Found | undefined {
  NUMBER.lastIndex = at;
  const spelled = NUMBER.exec(text)?.[0];
  if (spelled === undefined) return undefined;
  const value = Number(spelled);
  if (!Number.isFinite(value)) return undefined;
  return { value, end: at + spelled.length, ...(String(value) === spelled ? {} : { text: spelled }) };
}

function listAt(text: string, start: number, close: string, depth: number): Found | undefined {
  const list: JsonValue[] = [];
  let at = blankEnd(text, start + 1);
  while (text[at] !== close) {
    const item = valueAt(text, at, depth + 1);
    if (item === undefined) return undefined;
    list.push(item.value);
    if (item.text !== undefined) setNumberText(list, list.length - 1, item.text);
    const next = behindComma(text, item.end, close);
    // One value in round brackets, without a comma, is no tuple.
    if (next === undefined || (close === ")" && list.length === 1 && next.comma === false)) return undefined;
    at = next.at;
  }
  return { value: list, end: at + 1 };
}

function dictAt(text: string, start: number, depth: number): Found | undefined {
  const members: Member[] = [];
  let at = blankEnd(text, start + 1);
  while (text[at] !== "}") {
    const key = valueAt(text, at, depth + 1);
    const colon = key === undefined ? -1 : blankEnd(text, key.end);
    if (typeof key?.value !== "string" || text[colon] !== ":") return undefined;
    const item = valueAt(text, blankEnd(text, colon + 1), depth + 1);
    const next = item === undefined ? undefined : behindComma(text, item.end, "}");
    if (item === undefined || next === undefined) return undefined;
    members.push({ key: key.value, value: item.value, text: item.text });
    at = next.at;
  }
  return { value: objectOf(members), end: at + 1 };
}

/** Where the next item of a list begins, or its closing bracket stands. */
function behindComma(text: string, end: number, close: string): { at: number; comma: boolean } | undefined {
  const at = blankEnd(text, end);
  if (text[at] === ",") return { at: blankEnd(text, at + 1), comma: true };
  return text[at] === close ? { at, comma: false } : undefined;
}

function blankEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\n\r\f".includes(text[at]!)) at++;
  return at;
}
