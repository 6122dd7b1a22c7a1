import { copyMember, isSpelled, membersOf, numberTextOf, sameJson, setEntries, setNumberText } from "./spelling.ts";
import { isObject, type JsonContainer, type JsonObject, type JsonValue, setMember } from "./value.ts";

/**
 * The structural difference from one JSON value to another, itself JSON:
 * `{v}` replaces the value, `{i}` patches items of an array of the same length (an index, its patch, the next index, ...), `{k, o?}` patches members of an
 * object by key, `o` giving the keys of the result in order where they are not the old ones.
 */
export type JsonPatch = JsonObject;

/** The patch that turns `from` into `to`, exactly (key order, repeats, number spelling); undefined when they are the same text. */
export function diffJson(from: JsonValue, to: JsonValue): JsonPatch | undefined {
  return diffItem([from], 0, [to], 0);
}

function diffItem(
  from: JsonContainer,
  at: string | number,
  to: JsonContainer,
  toAt: string | number,
): JsonPatch | undefined {
  const before = valueAt(from, at);
  const after = valueAt(to, toAt);
  const text = numberTextOf(to, toAt);
  // Containers of one shape are compared once, on the way down: comparing them here too would cost their depth over again.
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) return diffArrays(before, after);
  if (isObject(before) && isObject(after) && !hasRepeats(after) && !hasRepeats(before)) {
    return diffObjects(before, after);
  }
  return text === numberTextOf(from, at) && sameJson(before, after) ? undefined : replace(after, text);
}

function replace(value: JsonValue, text: string | undefined): JsonPatch {
  const patch: JsonPatch = { v: value };
  if (text !== undefined) setNumberText(patch, "v", text);
  return patch;
}

function diffArrays(before: JsonValue[], after: JsonValue[]): JsonPatch | undefined {
  // A list, not an object by index: rows with keys that look like integers cannot take the fast path of the parser.
  const items: JsonValue[] = [];
  for (let index = 0; index < after.length; index++) {
    const patch = diffItem(before, index, after, index);
    if (patch !== undefined) items.push(index, patch);
  }
  return items.length === 0 ? undefined : { i: items };
}

function diffObjects(before: JsonObject, after: JsonObject): JsonPatch | undefined {
  const members: [string, JsonValue][] = [];
  for (const { key, value, text } of membersOf(after)) {
    const patch = Object.hasOwn(before, key) ? diffItem(before, key, after, key) : replace(value, text);
    if (patch !== undefined) members.push([key, patch]);
  }
  const oldKeys = membersOf(before).map((member) => member.key);
  const newKeys = membersOf(after).map((member) => member.key);
  const sameKeys = sameJson(oldKeys, newKeys);
  if (sameKeys && members.length === 0) return undefined;
  return sameKeys ? { k: fromEntries(members) } : { k: fromEntries(members), o: newKeys };
}

function hasRepeats(object: JsonObject): boolean {
  return isSpelled(object) && membersOf(object).length !== Object.keys(object).length;
}

/** A patch that does not fit the value that it is applied to: the residual that holds it is stale or damaged. */
export class PatchMismatch extends Error {}

/** What {@link diffJson} described: `from` with the patch applied. Throws {@link PatchMismatch}; never changes `from`. */
export function applyPatch(from: JsonValue, patch: JsonValue): JsonValue {
  const result: JsonValue[] = [];
  applyItem([from], 0, patch, result, 0);
  return result[0]!;
}

function applyItem(
  from: JsonContainer,
  at: string | number,
  patch: JsonValue,
  into: JsonContainer,
  intoAt: string | number,
): void {
  if (!isObject(patch)) throw new PatchMismatch("a patch is an object");
  const before = valueAt(from, at);
  if (Object.hasOwn(patch, "v")) copyMember(patch, "v", into, intoAt);
  else if (Array.isArray(patch["i"]) && Array.isArray(before)) put(into, intoAt, applyToArray(before, patch["i"]));
  else if (isObject(patch["k"]) && isObject(before)) put(into, intoAt, applyToObject(before, patch["k"], patch["o"]));
  else throw new PatchMismatch("the patch is of another shape than the value");
}

function applyToArray(before: JsonValue[], items: readonly JsonValue[]): JsonValue[] {
  const after: JsonValue[] = [];
  for (let index = 0; index < before.length; index++) copyMember(before, index, after, index);
  for (let position = 0; position < items.length; position += 2) {
    const [index, patch] = [items[position], items[position + 1]];
    if (typeof index !== "number" || patch === undefined || !(index in before)) {
      throw new PatchMismatch("the patch names an item that is not there");
    }
    applyItem(before, index, patch, after, index);
  }
  return after;
}

function applyToObject(before: JsonObject, members: JsonObject, order: JsonValue | undefined): JsonObject {
  const keys = Array.isArray(order) ? order.map(String) : membersOf(before).map((member) => member.key);
  const after: JsonObject = {};
  for (const key of keys) {
    const patch = Object.hasOwn(members, key) ? members[key] : undefined;
    if (patch !== undefined) applyItem(before, key, patch, after, key);
    else if (Object.hasOwn(before, key)) copyMember(before, key, after, key);
    else throw new PatchMismatch(`the patch names a key that is not there: ${key}`);
  }
  keepOrder(after, keys);
  return after;
}

function put(into: JsonContainer, at: string | number, value: JsonValue): void {
  if (Array.isArray(into)) into[Number(at)] = value;
  else setMember(into, String(at), value);
}

function fromEntries(members: readonly [string, JsonValue][]): JsonObject {
  const object: JsonObject = {};
  for (const [key, value] of members) setMember(object, key, value);
  keepOrder(
    object,
    members.map(([key]) => key),
  );
  return object;
}

function keepOrder(object: JsonObject, keys: readonly string[]): void {
  const own = Object.keys(object);
  if (own.every((key, position) => key === keys[position])) return;
  setEntries(
    object,
    keys.map((key) => [key, object[key]!] as const),
  );
}

function valueAt(container: JsonContainer, at: string | number): JsonValue {
  return (container as Record<string | number, JsonValue>)[at]!;
}
