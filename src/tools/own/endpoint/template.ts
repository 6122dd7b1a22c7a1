import { isObject, type JsonObject, type JsonValue } from "../../../core/json/value.ts";

/** A piece of a template: a text as it stands, an argument of the call (`{city}`), or an environment variable (`${API_KEY}`). */
type Piece = { readonly text: string } | { readonly argument: string } | { readonly variable: string };

const PLACE = /\$\{([A-Za-z_]\w*)\}|\{([\p{L}_][\p{L}\p{N}_.-]*)\}/gu;

/** The pieces of a template, in order. */
export function piecesOf(template: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: whole, 1: variable, 2: argument, index } of template.matchAll(PLACE)) {
    if (index > end) pieces.push({ text: template.slice(end, index) });
    pieces.push(variable === undefined ? { argument: argument! } : { variable });
    end = index + whole.length;
  }
  if (end < template.length) pieces.push({ text: template.slice(end) });
  return pieces;
}

/** The names of arguments that a template has places for. */
export function argumentsIn(template: JsonValue): string[] {
  return piecesIn(template).flatMap((piece) => ("argument" in piece ? [piece.argument] : []));
}

/** The names of environment variables that a template has places for. */
export function environmentIn(template: JsonValue): string[] {
  return piecesIn(template).flatMap((piece) => ("variable" in piece ? [piece.variable] : []));
}

function piecesIn(template: JsonValue): Piece[] {
  if (typeof template === "string") return piecesOf(template);
  if (Array.isArray(template)) return template.flatMap(piecesIn);
  return isObject(template) ? Object.values(template).flatMap(piecesIn) : [];
}

/**
 * A text template with its places filled, each value passed through `encode`; undefined where the call lacks an argument that it
 * has a place for.
 */
export function fillText(template: string, args: JsonObject, encode: (text: string) => string): string | undefined {
  const filled = piecesOf(template).map((piece) => {
    if ("text" in piece) return piece.text;
    if ("variable" in piece) return encode(process.env[piece.variable] ?? "");
    return Object.hasOwn(args, piece.argument) ? encode(plainText(args[piece.argument]!)) : undefined;
  });
  return filled.includes(undefined) ? undefined : filled.join("");
}

/**
 * A JSON template with its places filled: `"{days}"` alone becomes the argument as it is, within more text it becomes text; what
 * has a place for an argument that the call lacks is left out.
 */
export function fillJson(template: JsonValue, args: JsonObject): JsonValue | undefined {
  if (typeof template === "string") {
    const [only, ...more] = piecesOf(template);
    if (more.length > 0 || only === undefined || !("argument" in only)) return fillText(template, args, (text) => text);
    return Object.hasOwn(args, only.argument) ? args[only.argument] : undefined;
  }
  if (Array.isArray(template)) return template.flatMap((item) => fillJson(item, args) ?? []);
  if (!isObject(template)) return template;
  const members = Object.entries(template).map(([key, item]) => [key, fillJson(item, args)] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined)) as JsonObject;
}

/** A value as it stands in a URL, a header or a form. */
export function plainText(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
