import { ObjectBuilder } from "./object-builder.ts";
import { setNumberText } from "./spelling.ts";
import { JsonSyntaxError } from "./syntax-error.ts";
import { stringProblem, trailingComma, unexpected } from "./syntax-problems.ts";
import type { JsonObject, JsonValue } from "./value.ts";

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON forbids in strings
const CONTROL = /[\u0000-\u001f]/;

/** Where the parser stands. `numberText` is how the value just read is spelled, where `String(value)` would not spell it so. */
interface Cursor {
  readonly text: string;
  readonly maximumDepth: number;
  at: number;
  /** The first backslash at or after `at`, looked up once for many strings; the text's length when there is none. */
  backslash: number;
  numberText: string | undefined;
}

/**
 * Parses JSON and remembers, beside each container, what `JSON.parse` forgets: the order of integer-like keys, repeated
 * keys, how numbers are spelled. Throws {@link JsonSyntaxError} at the first thing that is not JSON.
 */
export function parseExactly(text: string, maximumDepth: number): JsonValue {
  const cursor: Cursor = { text, maximumDepth, at: 0, backslash: -1, numberText: undefined };
  skipSpace(cursor);
  const value = readValue(cursor, 0);
  skipSpace(cursor);
  if (cursor.at < text.length) throw unexpected(cursor.text, cursor.at, "the end of the value");
  return value;
}

function skipSpace(cursor: Cursor): number {
  const { text } = cursor;
  let at = cursor.at;
  let code = text.charCodeAt(at);
  while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) code = text.charCodeAt(++at);
  cursor.at = at;
  return code;
}

function readValue(cursor: Cursor, depth: number): JsonValue {
  const code = cursor.text.charCodeAt(cursor.at);
  if (code === QUOTE) return readString(cursor);
  if (code === OPEN_BRACE) return readObject(cursor, depth + 1);
  if (code === OPEN_BRACKET) return readArray(cursor, depth + 1);
  if (code === 0x74 && cursor.text.startsWith("true", cursor.at)) return readWord(cursor, 4, true);
  if (code === 0x66 && cursor.text.startsWith("false", cursor.at)) return readWord(cursor, 5, false);
  if (code === 0x6e && cursor.text.startsWith("null", cursor.at)) return readWord(cursor, 4, null);
  return readNumber(cursor);
}

function readWord<Value extends JsonValue>(cursor: Cursor, length: number, value: Value): Value {
  cursor.at += length;
  return value;
}

function readNumber(cursor: Cursor): number {
  NUMBER.lastIndex = cursor.at;
  const text = NUMBER.exec(cursor.text)?.[0];
  if (text === undefined) throw unexpected(cursor.text, cursor.at, "a value");
  cursor.at += text.length;
  const value = Number(text);
  if (String(value) !== text) cursor.numberText = text;
  return value;
}

function readArray(cursor: Cursor, depth: number): JsonValue[] {
  enter(cursor, depth);
  const items: JsonValue[] = [];
  if (skipSpace(cursor) === CLOSE_BRACKET) return readWord(cursor, 1, items);
  for (;;) {
    items.push(readValue(cursor, depth));
    if (cursor.numberText !== undefined) {
      setNumberText(items, items.length - 1, cursor.numberText);
      cursor.numberText = undefined;
    }
    const code = skipSpace(cursor);
    if (code === CLOSE_BRACKET) return readWord(cursor, 1, items);
    if (code !== COMMA) throw unexpected(cursor.text, cursor.at, '"," or "]" after an array\'s item');
    cursor.at++;
    if (skipSpace(cursor) === CLOSE_BRACKET) throw trailingComma(cursor.at);
  }
}

function readObject(cursor: Cursor, depth: number): JsonObject {
  enter(cursor, depth);
  const members = new ObjectBuilder();
  if (skipSpace(cursor) === CLOSE_BRACE) return readWord(cursor, 1, members.object);
  for (;;) {
    if (cursor.text.charCodeAt(cursor.at) !== QUOTE) throw unexpected(cursor.text, cursor.at, "a key in double quotes");
    const key = readString(cursor);
    if (skipSpace(cursor) !== COLON) throw unexpected(cursor.text, cursor.at, '":" after a key');
    cursor.at++;
    skipSpace(cursor);
    const value = readValue(cursor, depth);
    members.add(key, value, cursor.numberText);
    cursor.numberText = undefined;
    const code = skipSpace(cursor);
    if (code === CLOSE_BRACE) return readWord(cursor, 1, members.finish());
    if (code !== COMMA) throw unexpected(cursor.text, cursor.at, '"," or "}" after an object\'s member');
    cursor.at++;
    if (skipSpace(cursor) === CLOSE_BRACE) throw trailingComma(cursor.at);
  }
}

function enter(cursor: Cursor, depth: number): void {
  if (depth > cursor.maximumDepth) {
    const problem = `objects and arrays nest more than ${cursor.maximumDepth} levels deep`;
    throw new JsonSyntaxError(problem, cursor.at, "Leave this row out, or keep its deepest part as text in a string.");
  }
  cursor.at++;
}

function readString(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.at;
  const end = text.indexOf('"', start + 1);
  if (cursor.backslash <= start) {
    const next = text.indexOf("\\", start + 1);
    cursor.backslash = next === -1 ? text.length : next;
  }
  if (end === -1 || cursor.backslash < end) return readEscapedString(cursor);
  const content = text.slice(start + 1, end);
  if (CONTROL.test(content)) throw stringProblem(text, start);
  cursor.at = end + 1;
  return content;
}

function readEscapedString(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.at;
  let end = text.indexOf('"', start + 1);
  for (let backslash = cursor.backslash; end !== -1 && backslash < end; ) {
    if (backslash + 1 === end) end = text.indexOf('"', end + 1);
    backslash = text.indexOf("\\", backslash + 2);
    if (backslash === -1) backslash = text.length;
    cursor.backslash = backslash;
  }
  if (end === -1) throw stringProblem(text, start);
  try {
    const value = JSON.parse(text.slice(start, end + 1)) as string;
    cursor.at = end + 1;
    return value;
  } catch {
    throw stringProblem(text, start);
  }
}
