import { objectOf } from "./json/change-members.ts";
import { type Member, membersOf, numberTextOf, setNumberText } from "./json/spelling.ts";
import { isObject, type JsonObject, type JsonValue } from "./json/value.ts";

/** What a redaction makes of a text: a pure function. It gets whole texts, keys of objects, and numbers as they are spelled. */
export type Replace = (text: string) => string;

/**
 * A JSON value with every text in it replaced: strings, keys (numbered where two become the same) and numbers, which
 * become strings where that changes them. Members that a repeat of their key hides are left out.
 */
export function redactValue(value: JsonValue, replace: Replace): JsonValue {
  if (typeof value === "string") return redactText(value, replace);
  if (typeof value === "number") return redactNumber(value, undefined, replace);
  if (Array.isArray(value)) return redactArray(value, replace);
  return isObject(value) ? redactObject(value, replace) : value;
}

/**
 * A text replaced, both as it stands and as it reads once `\uXXXX` and `\/` are undone: tools and traces carry JSON
 * inside of texts, where an e-mail address with an accent looks like `jos\u00e9@...`.
 */
export function redactText(text: string, replace: Replace): string {
  const plain = replace(text);
  if (!plain.includes("\\")) return plain;
  const read = plain.replace(/\\+(?:u([0-9a-f]{4})|\/)/gi, (written, code: string | undefined) => {
    const character = code === undefined ? "/" : String.fromCharCode(Number.parseInt(code, 16));
    return character < " " || character === '"' || character === "\\" ? written : character;
  });
  if (read === plain) return plain;
  const replaced = replace(read);
  return replaced === read ? plain : replaced;
}

function redactNumber(value: number, spelled: string | undefined, replace: Replace): string | number {
  const text = spelled ?? String(value);
  const replaced = replace(text);
  return replaced === text ? value : replaced;
}

function redactArray(items: JsonValue[], replace: Replace): JsonValue[] {
  const redacted: JsonValue[] = [];
  for (const [index, item] of items.entries()) {
    const text = numberTextOf(items, index);
    redacted.push(typeof item === "number" ? redactNumber(item, text, replace) : redactValue(item, replace));
    if (text !== undefined && redacted[index] === item) setNumberText(redacted, index, text);
  }
  return redacted;
}

function redactObject(object: JsonObject, replace: Replace): JsonObject {
  const last = new Map(membersOf(object).map((member) => [member.key, member]));
  const taken = new Set<string>();
  const members = Array.from(last.values(), ({ key, value, text }): Member => {
    const name = freeName(redactText(key, replace), taken);
    if (typeof value !== "number") return { key: name, value: redactValue(value, replace) };
    const number = redactNumber(value, text, replace);
    return number === value ? { key: name, value, text } : { key: name, value: number };
  });
  return objectOf(members);
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}~${number}`;
  taken.add(free);
  return free;
}
