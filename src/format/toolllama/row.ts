import { objectOf } from "../../core/json/change-members.ts";
import { isSpelled, membersOf } from "../../core/json/spelling.ts";
import type { JsonObject, JsonValue } from "../../core/json/value.ts";

/** What our writer makes of all that belongs to no step: the row with no turns in it. */
export function canonicalRow(id: string): JsonObject {
  return { id, conversations: [] };
}

/** The row with these turns; an earlier repeat of the key stays as it is. */
export function withTurns(row: JsonObject, conversations: JsonValue[]): JsonObject {
  if (!isSpelled(row)) return { ...row, conversations };
  const members = membersOf(row);
  const last = members.findLastIndex(({ key }) => key === "conversations");
  return objectOf(
    members.map((member, index) => (index === last ? { key: member.key, value: conversations } : member)),
  );
}
