import { isObject, type JsonContainer, type JsonObject, type JsonValue, setMember } from "./value.ts";

/**
 * What `JSON.parse` would forget about one container: kept beside the value, in a WeakMap, so that parsed JSON stays plain
 * JavaScript. A container that is copied (spread) loses its own spelling and keeps its children's, so an edit can never
 * bring an old spelling back.
 */
interface Spelling {
  /** Members in source order, repeats included; set only where JavaScript's own order or members differ. */
  entries?: readonly (readonly [key: string, value: JsonValue])[];
  /** Source text of numbers whose text is not `String(value)`, by the key or index that holds them. */
  numbers?: Map<string | number, string>;
  /** The same for members that a later repeat of their key hides, by position in `entries`. */
  hidden?: Map<number, string>;
}

const spellings = new WeakMap<object, Spelling>();
let spelled = false;

function spellingFor(container: JsonContainer): Spelling {
  let spelling = spellings.get(container);
  if (spelling === undefined) {
    spelling = {};
    spellings.set(container, spelling);
    spelled = true;
  }
  return spelling;
}

/** Remembers how the number at a key or index was spelled (`1.0`, `1e2`, `12345678901234567890`). */
export function setNumberText(container: JsonContainer, at: string | number, text: string): void {
  const spelling = spellingFor(container);
  spelling.numbers ??= new Map();
  spelling.numbers.set(at, text);
}

/** Remembers an object's members in source order, repeats included; `hidden` has number texts by position. */
export function setEntries(
  object: JsonObject,
  entries: readonly (readonly [string, JsonValue])[],
  hidden?: Map<number, string>,
): void {
  const spelling = spellingFor(object);
  spelling.entries = entries;
  if (hidden !== undefined && hidden.size > 0) spelling.hidden = hidden;
}

/** How the number at this key or index was spelled, when it still has that value; else undefined. */
export function numberTextOf(container: JsonContainer, at: string | number): string | undefined {
  const text = spellings.get(container)?.numbers?.get(at);
  if (text === undefined) return undefined;
  const value = (container as Record<string | number, JsonValue>)[at];
  return typeof value === "number" && Object.is(Number(text), value) ? text : undefined;
}

/** One member as it is written: `text` is set for a number with a spelling of its own. */
export interface Member {
  readonly key: string;
  readonly value: JsonValue;
  readonly text?: string | undefined;
}

/** An object's members in the order in which they are written: the source's while the object still has them, else JavaScript's. */
export function membersOf(object: JsonObject): readonly Member[] {
  const spelling = spellings.get(object);
  const entries = spelling?.entries;
  if (entries === undefined || !entriesFit(object, entries)) {
    const keys = Object.keys(object).filter((key) => object[key] !== undefined); // as JSON.stringify leaves them out
    return keys.map((key) => ({ key, value: object[key]!, text: numberTextOf(object, key) }));
  }
  const last = new Map(entries.map(([key], position) => [key, position]));
  return entries.map(([key, value], position) => ({
    key,
    value,
    text: last.get(key) === position ? numberTextOf(object, key) : spelling?.hidden?.get(position),
  }));
}

function entriesFit(object: JsonObject, entries: readonly (readonly [string, JsonValue])[]): boolean {
  const last = new Map(entries);
  const keys = Object.keys(object);
  return keys.length === last.size && keys.every((key) => last.has(key) && Object.is(last.get(key), object[key]));
}

/** Has any spelling been remembered in this process? Where not (most datasets), no value needs to be searched for one. */
export function spellingsExist(): boolean {
  return spelled;
}

/** Does this container itself (not its children) carry a spelling? */
export function isSpelled(container: JsonContainer): boolean {
  return spelled && spellings.has(container);
}

/** Are two values the same JSON text up to white space and escape style? */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => sameNumberText(a, b, index) && sameJson(item, b[index]!));
  }
  if (isObject(a)) {
    if (!isObject(b)) return false;
    const left = membersOf(a);
    const right = membersOf(b);
    if (left.length !== right.length) return false;
    return left.every((member, position) => {
      const other = right[position]!;
      return member.key === other.key && member.text === other.text && sameJson(member.value, other.value);
    });
  }
  return Object.is(a, b);
}

function sameNumberText(a: JsonValue[], b: JsonValue[], index: number): boolean {
  return numberTextOf(a, index) === numberTextOf(b, index);
}

/** The object with one member replaced in place: order, repeats and the spelling of all other numbers stay. */
export function withMember(object: JsonObject, key: string, value: JsonValue): JsonObject {
  // Members that carry no spelling stand in JavaScript's own order, and one more stands last, unless it looks like an index.
  if (!isSpelled(object) && !/^\d+$/.test(key)) return { ...object, [key]: value };
  const copy: JsonObject = {};
  const members = membersOf(object);
  for (const member of members) {
    const replaced = member.key === key;
    setMember(copy, member.key, replaced ? value : member.value);
    if (!replaced && member.text !== undefined) setNumberText(copy, member.key, member.text);
  }
  if (!Object.hasOwn(object, key)) setMember(copy, key, value);
  const keys = Object.keys(copy);
  if (members.some((member, position) => member.key !== keys[position])) {
    const hidden = new Map(
      members.flatMap(({ text }, position) => (text === undefined ? [] : [[position, text] as const])),
    );
    const entries = members.map((member) => [member.key, member.key === key ? value : member.value] as const);
    setEntries(copy, Object.hasOwn(object, key) ? entries : [...entries, [key, value]], hidden);
  }
  return copy;
}

/** Copies one member or item with its number's spelling; `into` is a container that is still being made. */
export function copyMember(
  from: JsonContainer,
  at: string | number,
  into: JsonContainer,
  intoAt: string | number,
): void {
  const value = (from as Record<string | number, JsonValue>)[at]!;
  if (Array.isArray(into)) into[Number(intoAt)] = value;
  else setMember(into, String(intoAt), value);
  const text = numberTextOf(from, at);
  if (text !== undefined) setNumberText(into, intoAt, text);
  // What stood there may have been the same number in another spelling.
  else spellings.get(into)?.numbers?.delete(intoAt);
}
