import { objectOf } from "../../core/json/change-members.ts";
import { isSpelled, membersOf } from "../../core/json/spelling.ts";
import type { JsonObject, JsonValue } from "../../core/json/value.ts";
import { type Trajectory, toolsOf } from "../../core/trajectory.ts";

/** What our writer makes of all that belongs to no step: the row with no messages in it. */
export function canonicalRow(trajectory: Trajectory): JsonObject {
  const tools = toolsOf(trajectory);
  return { messages: [], ...(tools.length > 0 ? { tools: tools as unknown as JsonValue } : {}) };
}

/** The row with these messages; an earlier repeat of the key stays as it is. */
export function withMessages(row: JsonObject, messages: JsonValue[]): JsonObject {
  if (!isSpelled(row)) return { ...row, messages };
  const members = membersOf(row);
  const last = members.findLastIndex(({ key }) => key === "messages");
  return objectOf(members.map((member, index) => (index === last ? { key: member.key, value: messages } : member)));
}
