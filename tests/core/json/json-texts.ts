import fc from "fast-check";

/** A JSON text before it is laid out: leaves are the source text of one token. */
export type Token = string | { open: "["; items: Token[] } | { open: "{"; members: [key: string, value: Token][] };

const key = fc.oneof(
  fc.constantFrom(
    "a",
    "b",
    "__proto__",
    "constructor",
    "toJSON",
    "0",
    "1",
    "10",
    "01",
    "4294967294",
    "4294967296",
    "-1",
    "",
    "é",
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const digits = fc.stringMatching(/^(?:0|[1-9][0-9]{0,20})$/);
const number = fc
  .tuple(
    fc.constantFrom("", "-"),
    digits,
    fc.stringMatching(/^(?:\.[0-9]{1,6})?$/),
    fc.stringMatching(/^(?:[eE][+-]?[0-9]{1,3})?$/),
  )
  .map((parts) => parts.join(""));
const string = fc
  .oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom("\ud83d", "\udc00x", "\u007f", "\u2028", '\\"', "\\\\", "\n\t\b\u0001"),
  )
  .map((text) => JSON.stringify(text));

/** Random JSON, with what JSON.parse loses: repeated and integer-like keys, odd numbers, lone surrogates. */
export const anyToken: fc.Arbitrary<Token> = fc.letrec<{ token: Token }>((tie) => ({
  token: fc.oneof(
    { maxDepth: 5, depthSize: "small" },
    string,
    fc.oneof(number, fc.constantFrom("1.0", "1e2", "-0", "9007199254740993", "1e400", "0.10", "1E+2")),
    fc.constantFrom("true", "false", "null"),
    fc.array(tie("token"), { maxLength: 4 }).map((items): Token => ({ open: "[", items })),
    fc
      .array(fc.tuple(key, tie("token")), { maxLength: 5 })
      .map((members): Token => ({ open: "{", members: members.map(([name, value]) => [JSON.stringify(name), value]) })),
  ),
})).token;

/** Random JSON with a container around it: what rows are. */
export const anyRow: fc.Arbitrary<Token> = anyToken.map((token) =>
  typeof token === "string" ? { open: "[", items: [token] } : token,
);

/** What stands at the gaps of a text. */
export interface Gaps {
  colon: () => string;
  comma: (depth: number) => string;
  open: (depth: number) => string;
  close: (depth: number) => string;
}

/** Writes tokens with the given gaps: a second, slower way to lay JSON out, to test ours against. */
export function write(token: Token, gaps: Gaps, depth = 0): string {
  if (typeof token === "string") return token;
  const parts =
    token.open === "["
      ? token.items.map((item) => write(item, gaps, depth + 1))
      : token.members.map(([name, value]) => `${name}${gaps.colon()}${write(value, gaps, depth + 1)}`);
  const close = token.open === "[" ? "]" : "}";
  if (parts.length === 0) return token.open + close;
  return token.open + gaps.open(depth) + parts.join(`,${gaps.comma(depth)}`) + gaps.close(depth) + close;
}

/** The tokens of a valid JSON text, strings decoded: equal lists are equal texts up to white space and escape style. */
export function tokensOf(text: string): string[] {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/gs) ?? [];
  return tokens.map((token) => (token.startsWith('"') ? `"${JSON.parse(token)}` : token));
}
