import { objectOf } from "../../core/json/change-members.ts";
import { isSpelled, membersOf } from "../../core/json/spelling.ts";
import { isObject, type JsonObject, type JsonValue } from "../../core/json/value.ts";
import { memberText } from "../member-text.ts";

/** One turn of a row `{id, conversations: [{from, value, ...}, ...]}`. */
export type Turn = JsonObject & { from: string };

/** The turns of a list, or undefined where it is none: objects that say who speaks, at least one. */
export function turnsIn(value: JsonValue | undefined): Turn[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  return value.every((turn) => isObject(turn) && typeof turn["from"] === "string") ? (value as Turn[]) : undefined;
}

/** What a turn says; a value that is no text as its JSON. */
export function textOfTurn(turn: JsonObject): string {
  return memberText(turn, "value");
}

/** What our writers make of all that belongs to no step: the row with no turns in it. */
export function canonicalRow(id: string): JsonObject {
  return { id, conversations: [] };
}

/** The row with these conversations; an earlier repeat of the key stays as it is. */
export function withConversations(row: JsonObject, conversations: JsonValue): JsonObject {
  return withLast(row, "conversations", conversations);
}

/** The object with another value of a member that it has; an earlier repeat of the key stays as it is. */
export function withLast<T extends JsonObject>(object: T, key: string, value: JsonValue): T {
  if (!isSpelled(object)) return { ...object, [key]: value };
  const members = membersOf(object);
  const last = members.findLastIndex((member) => member.key === key);
  return objectOf(members.map((member, at) => (at === last ? { key, value } : member))) as T;
}
