import { objectOf } from "../../core/json/change-members.ts";
import { isSpelled, membersOf } from "../../core/json/spelling.ts";
import type { JsonObject, JsonValue } from "../../core/json/value.ts";
import { type Trajectory, textOf } from "../../core/trajectory.ts";
import { writeFunctions } from "./functions.ts";
import { sourceOfProtocol } from "./source-of.ts";

/** What our writer makes of all that belongs to no step of a row that was read: the row with no items in it. */
export function canonicalRow(trajectory: Trajectory, id: string): JsonObject {
  const query = trajectory.steps.find((step) => step.source === "user");
  return {
    id,
    query: textOf(query?.message),
    source: sourceOfProtocol(trajectory.extra?.mat?.protocol ?? ""),
    ...writeFunctions(trajectory),
    llm_prompt_response: [],
    extra_infos: {},
  };
}

/** The row with these items; an earlier repeat of the key stays as it is. */
export function withItems(row: JsonObject, items: JsonValue[]): JsonObject {
  if (!isSpelled(row)) return { ...row, llm_prompt_response: items };
  const members = membersOf(row);
  const last = members.findLastIndex(({ key }) => key === "llm_prompt_response");
  return objectOf(members.map((member, index) => (index === last ? { key: member.key, value: items } : member)));
}
