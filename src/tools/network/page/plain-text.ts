/** Elements of which nothing is text for a reader. */
const HIDDEN = new Set(["script", "style", "noscript", "template", "svg", "head"]);
/** Elements inside of a line: all others begin a new one. */
const INLINE = new Set(
  "a abbr b bdi bdo cite code data em font i kbd mark q s samp small span strong sub sup time u var wbr".split(" "),
);
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  middot: "·",
};

/** The text of HTML by its tags alone, in time that grows with its length only, whatever it is: a block is a line. */
export function plainText(html: string): string {
  // Others than these may change their length, and no name of a tag has any.
  const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open === -1) break;
    parts.push(html.slice(at, open));
    at = afterTag(lower, open, parts);
  }
  if (at < html.length) parts.push(html.slice(at));
  return tidy(decodeEntities(parts.join("")));
}

/** Lines of a text without spaces at their ends, and no empty ones. */
export function tidy(text: string): string {
  const lines = text.split("\n").map((line) => line.replace(/\s+/g, " ").trim());
  return lines.filter((line) => line !== "").join("\n");
}

/** Where the text goes on after what begins with this `<`. */
function afterTag(lower: string, open: number, parts: string[]): number {
  if (lower.startsWith("<!--", open)) return after(lower, "-->", open);
  const name = lower.slice(open, open + 30).match(/^<\/?([a-z][a-z0-9]*)/)?.[1];
  if (name === undefined) {
    const isMarkup = lower[open + 1] === "!" || lower[open + 1] === "?" || lower[open + 1] === "/";
    if (isMarkup) return after(lower, ">", open);
    parts.push("<");
    return open + 1;
  }
  if (!INLINE.has(name)) parts.push("\n");
  const isHidden = HIDDEN.has(name) && lower[open + 1] !== "/";
  return after(lower, ">", isHidden ? closingOf(lower, name, open) : open);
}

/** Where the end tag of a hidden element begins; the text's end if there is none. */
function closingOf(lower: string, name: string, open: number): number {
  const closing = lower.indexOf(`</${name}`, open);
  return closing === -1 ? lower.length : closing;
}

function after(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found === -1 ? text.length : found + end.length;
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  });
}
