import fc from "fast-check";

/** One change of a file's bytes; positions are fractions of its length. */
export interface Mutation {
  readonly kind: "insert" | "replace" | "delete" | "repeat" | "cut-off";
  readonly at: number;
  readonly length: number;
  readonly token: string;
}

/** What hurts JSON readers: structure, numbers, escapes, keys with a meaning, bytes that are no UTF-8. */
const TOKENS = [
  "",
  "{",
  "}",
  "[",
  "]",
  '"',
  ",",
  ":",
  "\\",
  "\n",
  "\r\n",
  "null",
  "true",
  "0",
  "-0",
  "1.0",
  "1e2",
  "1e999",
  "12345678901234567890",
  "NaN",
  "\\ud83d",
  "\\u0000",
  '"1":1,',
  '"__proto__":{},',
  '"role":"tool",',
  '"role":1,',
  '"steps":[],',
  '"chains":null,',
  '"from":"caller",',
  '"content":null,',
  '"output":"Thought:",',
  '"functions":[1],',
  '"tool_calls":[{}],',
  '"arguments":5,',
  '"mat":{"raw":[{"format":"openai","of":"","patch":{}}]},',
  "[[[[[[[[",
  "é",
  "\u2028",
  "\xff",
  "\xc3",
  "\ufeff",
];

/** Up to four mutations. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({
    kind: fc.constantFrom("insert", "replace", "delete", "repeat", "cut-off"),
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    length: fc.oneof(fc.constant(1), fc.integer({ min: 0, max: 40 })),
    token: fc.constantFrom(...TOKENS),
  }),
  { minLength: 1, maxLength: 4 },
);

/** The mutated copy of some bytes. */
export function mutate(bytes: Buffer, changes: readonly Mutation[]): Buffer {
  return changes.reduce(mutateOnce, bytes);
}

function mutateOnce(bytes: Buffer, { kind, at, length, token }: Mutation): Buffer {
  const start = Math.floor(at * bytes.length);
  const [before, after] = [bytes.subarray(0, start), bytes.subarray(start)];
  // Latin-1 for the two tokens that are to be broken UTF-8.
  const inserted = Buffer.from(token, token === "\xff" || token === "\xc3" ? "latin1" : "utf8");
  if (kind === "insert") return Buffer.concat([before, inserted, after]);
  if (kind === "replace") return Buffer.concat([before, inserted, after.subarray(length)]);
  if (kind === "delete") return Buffer.concat([before, after.subarray(length)]);
  if (kind === "repeat") return Buffer.concat([before, after.subarray(0, length), after]);
  // Rarely wanted in the middle of several changes, so only the last byte range goes.
  return bytes.subarray(0, Math.max(1, bytes.length - length));
}
