import { isSpelled, type Member, membersOf, setEntries, setNumberText } from "./spelling.ts";
import { type JsonObject, type JsonValue, setMember } from "./value.ts";

/** An object with these members in this order, repeats and number spellings included. */
export function objectOf(members: readonly Member[]): JsonObject {
  const object: JsonObject = {};
  const last = new Map(members.map(({ key }, position) => [key, position]));
  const hidden = new Map<number, string>();
  for (const [position, { key, value, text }] of members.entries()) {
    setMember(object, key, value);
    if (text === undefined) continue;
    if (last.get(key) === position) setNumberText(object, key, text);
    else hidden.set(position, text);
  }
  const keys = Object.keys(object);
  if (members.length !== keys.length || members.some(({ key }, position) => key !== keys[position])) {
    setEntries(
      object,
      members.map(({ key, value }) => [key, value] as const),
      hidden,
    );
  }
  return object;
}

/**
 * A copy of an object with some members set (in place, new ones at the end) or, where the change is `undefined`, removed.
 * All other members keep their order and spelling; nothing stays of the old values, an earlier repeat of the key included.
 */
export function changeMembers<T extends object>(object: T, changes: Readonly<Record<string, unknown>>): T {
  const source = object as unknown as JsonObject;
  const changed = changes as Readonly<Record<string, JsonValue | undefined>>;
  if (!isSpelled(source) && !Object.hasOwn(source, "__proto__")) {
    const copy: Record<string, JsonValue | undefined> = { ...source, ...changed };
    for (const key of Object.keys(changed)) if (changed[key] === undefined) delete copy[key];
    return copy as unknown as T;
  }
  const last = new Map(membersOf(source).map(({ key }, position) => [key, position]));
  const kept = membersOf(source).flatMap((member, position): Member[] => {
    if (!Object.hasOwn(changed, member.key)) return [member];
    const value = changed[member.key];
    return value === undefined || last.get(member.key) !== position ? [] : [{ key: member.key, value }];
  });
  const added = Object.entries(changed).flatMap(([key, value]): Member[] =>
    value === undefined || last.has(key) ? [] : [{ key, value }],
  );
  return objectOf([...kept, ...added]) as unknown as T;
}
