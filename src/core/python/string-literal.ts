const SIMPLE: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\u0007",
  b: "\b",
  f: "\f",
  v: "\v",
  "\n": "",
};

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g;
/** Escapes that cannot be read without Python's tables, or that Python refuses. */
const UNREADABLE = /\\(?:N\{|x(?![0-9a-fA-F]{2})|u(?![0-9a-fA-F]{4})|U(?!00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}))/;
const BODY = { "'": /[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*/y, '"': /[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*/y } as const;

/** The text of a Python string literal in one pair of quotes that begins here, or undefined where none does. */
export function readStringLiteral(
  text: string,
  at: number,
): { readonly value: string; readonly end: number } | undefined {
  const quote = text[at] as "'" | '"';
  // Three quotes open a literal that may span lines: `repr` never writes it.
  if (text.startsWith(quote.repeat(3), at)) return undefined;
  const pattern = BODY[quote];
  pattern.lastIndex = at + 1;
  const body = pattern.exec(text)![0];
  const end = at + 1 + body.length;
  if (text[end] !== quote) return undefined;
  const value = unescaped(body);
  return value === undefined ? undefined : { value, end: end + 1 };
}

function unescaped(body: string): string | undefined {
  if (!body.includes("\\")) return body;
  if (UNREADABLE.test(body.replaceAll("\\\\", ""))) return undefined;
  return body.replace(ESCAPE, (whole, byte?: string, short?: string, long?: string, octal?: string, other?: string) => {
    const code = byte ?? short ?? long;
    if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
    return Object.hasOwn(SIMPLE, other!) ? SIMPLE[other!]! : whole;
  });
}
