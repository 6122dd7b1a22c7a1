/** The patterns of wordings of which nothing is known: each is looked for in every question. */
const patterns = new Map<string, RegExp>();

/** A wording with `{x}`, `{y}` and so on in it as a pattern for whole texts; the group has the letter's name. */
export function wordingPattern(wording: string, known?: Readonly<Record<string, string>>): RegExp {
  if (known !== undefined) return patternOf(wording, known);
  const pattern = patterns.get(wording) ?? patternOf(wording, {});
  patterns.set(wording, pattern);
  return pattern;
}

function patternOf(wording: string, known: Readonly<Record<string, string>>): RegExp {
  const source = wording.split(/(\{[a-z]\})/).map((part) => {
    const letter = /^\{([a-z])\}$/.exec(part)?.[1];
    if (letter === undefined) return escaped(part);
    return known[letter] === undefined ? `(?<${letter}>.+)` : escaped(known[letter]);
  });
  return new RegExp(`^${source.join("")}$`, "iu");
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}/]/g, "\\$&");
}
