import { indentation, type JsonLayout } from "./layout.ts";
import { isSpelled, membersOf, numberTextOf, spellingsExist } from "./spelling.ts";
import { isObject, type JsonContainer, type JsonValue } from "./value.ts";

const COMPACT: JsonLayout = { style: "compact", indent: 0, ascii: false };

/**
 * A value as JSON text in a layout, exactly as it was spelled (see `spelling.ts`). `depth` is the indentation level at
 * which the value stands (1 for a row inside an indented array); the first line itself is not indented.
 */
export function stringifyJson(value: JsonValue, layout: JsonLayout = COMPACT, depth = 0): string {
  if (isPlain(value)) return stringifyPlain(value, layout, depth);
  const text = spell(value, gapsOf(layout), `\n${indentation(layout, depth)}`);
  return layout.ascii ? escapeAscii(text) : text;
}

/** The same without regard to spellings: what JavaScript itself makes of the value. */
function stringifyPlain(value: JsonValue, layout: JsonLayout, depth = 0): string {
  const text = layOut(value, layout, depth);
  return layout.ascii ? escapeAscii(text) : text;
}

/** May `JSON.stringify` write this value, that is: does nothing in it carry a spelling? */
function isPlain(value: JsonValue): boolean {
  return !spellingsExist() || !holdsSpelling(value);
}

function holdsSpelling(value: JsonValue): boolean {
  if (typeof value !== "object" || value === null) return typeof value === "number" && !Number.isFinite(value);
  if (isSpelled(value)) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (holdsSpelling(item)) return true;
    return false;
  }
  for (const key in value) if (holdsSpelling(value[key]!)) return true;
  return false;
}

function layOut(value: JsonValue, layout: JsonLayout, depth: number): string {
  if (layout.style === "compact") return JSON.stringify(value);
  if (layout.style === "indent") {
    const text = JSON.stringify(value, null, layout.indent);
    return depth === 0 ? text : text.replaceAll("\n", `\n${indentation(layout, depth)}`);
  }
  // Strings hold no raw line breaks, so each of these is a gap between tokens: Python keeps one blank after a comma.
  return JSON.stringify(value, null, 1).replace(/,\n */g, ", ").replace(/\n */g, "");
}

/** What stands between the tokens of a value. */
interface Gaps {
  readonly colon: string;
  readonly comma: string;
  /** Indentation of one level; empty when members do not stand on lines of their own. */
  readonly indent: string;
}

function gapsOf(layout: JsonLayout): Gaps {
  if (layout.style === "compact") return { colon: ":", comma: ",", indent: "" };
  if (layout.style === "python") return { colon: ": ", comma: ", ", indent: "" };
  return { colon: ": ", comma: ",", indent: indentation(layout, 1) };
}

/** `line` is the line break with the indentation of the container's own line. */
function spell(value: JsonValue, gaps: Gaps, line: string): string {
  if (Array.isArray(value)) return spellArray(value, gaps, line);
  if (isObject(value)) return spellObject(value, gaps, line);
  // Such a number was read from a text that is beyond the range of doubles, and has lost that text by being moved.
  if (value === Number.POSITIVE_INFINITY) return "1e999";
  if (value === Number.NEGATIVE_INFINITY) return "-1e999";
  return JSON.stringify(value);
}

function spellArray(items: readonly JsonValue[], gaps: Gaps, line: string): string {
  if (items.length === 0) return "[]";
  const inner = line + gaps.indent;
  const parts = items.map((item, index) => {
    return numberTextOf(items as JsonContainer, index) ?? spell(item === undefined ? null : item, gaps, inner);
  });
  return bracket("[", parts, "]", gaps, line);
}

function spellObject(object: JsonContainer, gaps: Gaps, line: string): string {
  const inner = line + gaps.indent;
  const parts: string[] = [];
  for (const { key, value, text } of membersOf(object as { [key: string]: JsonValue })) {
    parts.push(JSON.stringify(key) + gaps.colon + (text ?? spell(value, gaps, inner)));
  }
  return parts.length === 0 ? "{}" : bracket("{", parts, "}", gaps, line);
}

function bracket(open: string, parts: readonly string[], close: string, gaps: Gaps, line: string): string {
  if (gaps.indent === "") return open + parts.join(gaps.comma) + close;
  const inner = line + gaps.indent;
  return open + inner + parts.join(gaps.comma + inner) + line + close;
}

const escapes: string[] = [];

/** JSON text with every character from 0x7f on written as `\uXXXX` (lower-case, surrogates each on its own), as Python's ensure_ascii does. */
export function escapeAscii(jsonText: string): string {
  return jsonText.replace(/[\u007f-\uffff]+/g, (run) => {
    let escaped = "";
    for (let index = 0; index < run.length; index++) {
      const code = run.charCodeAt(index);
      escapes[code] ??= `\\u${code.toString(16).padStart(4, "0")}`;
      escaped += escapes[code];
    }
    return escaped;
  });
}
