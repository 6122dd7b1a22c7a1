import { copyMember } from "../../core/json/spelling.ts";
import type { JsonObject, JsonValue } from "../../core/json/value.ts";

/** One value on its way from one object to another: a number keeps its spelling, which belongs to the object that holds it. */
export type Held = JsonObject & { value: JsonValue };

/** The member of an object, to be put elsewhere. */
export function held(from: JsonObject, key: string): Held {
  const holder: Held = { value: null };
  copyMember(from, key, holder, "value");
  return holder;
}
