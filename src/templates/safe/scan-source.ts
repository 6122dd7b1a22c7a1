import { LIMITS } from "./limits.ts";
import { faultAt, type TemplateFault } from "./template-faults.ts";

/** The tags that there are, and what must be open where they stand; `for` and `if` open something. */
const TAGS: Readonly<Record<string, "for" | "if" | undefined>> = {
  for: undefined,
  if: undefined,
  elif: "if",
  else: "if",
  endif: "if",
  endfor: "for",
};
/** A tag that is open, and how many `elif` and `else` it has so far. */
interface Opened {
  readonly tag: string;
  branches: number;
}

const MANY_BLANKS = new RegExp(`\\s{${LIMITS.blanks + 1}}`);
const OPENING = /\{[{%#]|#\}/g;
/** What may stand in a tag: names, dots, bars, blanks, and a number in brackets right behind a name. */
const CODE = /(?:[\w.| \t\r\n]+|(?<=\w)\(\d{1,9}\)(?![\w.(]))*/y;
const CLOSING = { "{{": /-?\}\}/y, "{%": /-?%\}/y };

/**
 * Looks through a source before anything parses it, in one pass: its tags are ones that there are, hold no sign but the few
 * that are allowed, and nest no deeper than they may. So the parser is never given quotes, escapes, operators or deep
 * nesting. Gives the first fault, since behind it the source cannot be read as it was meant.
 */
export function scanSource(source: string): TemplateFault | undefined {
  const tooLarge = checkSize(source);
  if (tooLarge !== undefined) return tooLarge;
  const open: Opened[] = [];
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(source); match !== null; match = OPENING.exec(source)) {
    const sign = match[0];
    if (sign !== "{{" && sign !== "{%") {
      return faultAt(source, match.index, "comment", `${sign} marks a comment; put a blank between the two signs`);
    }
    const from = match.index + (source[OPENING.lastIndex] === "-" ? 3 : 2);
    CODE.lastIndex = from;
    const code = CODE.exec(source)![0];
    const wrong = sign === "{{" ? undefined : nest(code.trim().split(/[^\w]+/, 1)[0]!, open);
    if (wrong !== undefined) return faultAt(source, match.index, ...wrong);
    if (code.length > LIMITS.tag) return faultAt(source, from, "tag_too_long", `more than ${LIMITS.tag} characters`);
    CLOSING[sign].lastIndex = from + code.length;
    if (!CLOSING[sign].test(source)) return notClosed(source, match.index, from + code.length);
    OPENING.lastIndex = CLOSING[sign].lastIndex;
  }
  return open.length === 0 ? undefined : faultAt(source, source.length, "syntax", `${open.at(-1)!.tag} is not closed`);
}

function checkSize(source: string): TemplateFault | undefined {
  if (source.length > LIMITS.source) {
    return faultAt("", 0, "source_too_long", `${source.length} characters; at most ${LIMITS.source} are allowed`);
  }
  const at = source.search(MANY_BLANKS);
  return at < 0 ? undefined : faultAt(source, at, "blanks_too_long", `more than ${LIMITS.blanks} blanks in a row`);
}

/** Why a tag that starts at an index does not end at another. */
function notClosed(source: string, start: number, end: number): TemplateFault {
  if (end === source.length) return faultAt(source, start, "syntax", `${source.slice(start, start + 2)} is not closed`);
  const found = JSON.stringify(String.fromCodePoint(source.codePointAt(end)!));
  return faultAt(source, end, "sign_not_allowed", `${found} in a tag; a tag holds names, dots, bars and indent(4)`);
}

/** Follows what is open, and tells a tag that there is not, one at a wrong place and one too many. */
function nest(tag: string, open: Opened[]): readonly [reason: string, detail: string] | undefined {
  if (!Object.hasOwn(TAGS, tag)) {
    return ["tag_not_allowed", `there is no tag "${tag}"; there are ${Object.keys(TAGS).join(", ")}`];
  }
  const [within, around] = [TAGS[tag], open.at(-1)];
  if (within === undefined) {
    const depth = open.push({ tag, branches: 0 });
    return depth > LIMITS.depth ? ["too_deep", `more than ${LIMITS.depth} for and if inside each other`] : undefined;
  }
  if (around?.tag !== within) return ["syntax", `${tag} stands where no ${within} is open`];
  if (tag === `end${within}`) open.pop();
  else around.branches += 1;
  return around.branches > LIMITS.branches
    ? ["too_many_branches", `more than ${LIMITS.branches} branches of one if`]
    : undefined;
}
