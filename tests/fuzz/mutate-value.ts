import fc from "fast-check";
import { isObject, type JsonObject, type JsonValue } from "../../src/core/json/value.ts";

/** One change of a parsed row: the value at a place becomes another one, or goes, or gets a sibling. */
export interface ValueMutation {
  /** Which of all places in the value, as a fraction. */
  readonly at: number;
  readonly kind: "replace" | "remove" | "add" | "swap";
  readonly key: string;
  readonly value: JsonValue;
}

const KEYS = [
  "role",
  "content",
  "tool_calls",
  "function_call",
  "name",
  "arguments",
  "extra",
  "mat",
  "steps",
  "source",
  "from",
  "value",
  "output",
  "functions",
  "query",
  "1",
  "__proto__",
  "constructor",
  "weight",
];
const VALUES: readonly JsonValue[] = [
  null,
  "",
  "x",
  0,
  -1.5,
  true,
  [],
  {},
  [null],
  "tool",
  "assistant",
  "Finish",
  "{",
  "give_up_and_restart",
  "\ud83d",
  " Next: caller.",
  "Thought: x\nAction: f\nAction Input: {",
  "function",
];

/** Up to three mutations of one row. */
export const valueMutations: fc.Arbitrary<ValueMutation[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    kind: fc.constantFrom("replace", "remove", "add", "swap"),
    key: fc.constantFrom(...KEYS),
    value: fc.oneof(fc.constantFrom(...VALUES), fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>),
  }),
  { minLength: 1, maxLength: 3 },
);

/** A copy of the row with the changes made. */
export function mutateValue(row: JsonValue, changes: readonly ValueMutation[]): JsonValue {
  const copy = structuredClone(row);
  for (const change of changes) {
    const places = placesIn(copy);
    const place = places[Math.floor(change.at * places.length)];
    if (place !== undefined) changeAt(place, change, places);
  }
  return copy;
}

interface Place {
  readonly holder: JsonValue[] | JsonObject;
  readonly key: string | number;
}

function placesIn(value: JsonValue): Place[] {
  if (Array.isArray(value)) return value.flatMap((item, key) => [{ holder: value, key }, ...placesIn(item)]);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [{ holder: value, key }, ...placesIn(item)]);
}

function changeAt({ holder, key }: Place, { kind, key: newKey, value }: ValueMutation, places: readonly Place[]): void {
  const fresh = structuredClone(value);
  if (kind === "add") put(holder, Array.isArray(holder) ? holder.length : newKey, fresh);
  else if (kind === "remove") {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  } else if (kind === "replace") put(holder, key, fresh);
  else {
    // A value of the row itself in another place: the right kind of thing where it does not belong.
    const other = places[(places.length * 7919 + String(key).length * 31) % places.length]!;
    put(holder, key, structuredClone((other.holder as Record<string | number, JsonValue>)[other.key]!));
  }
}

function put(holder: JsonValue[] | JsonObject, key: string | number, value: JsonValue): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}
