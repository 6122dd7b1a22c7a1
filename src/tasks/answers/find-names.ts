/**
 * Which of the names a text says: the longest name at each place counts, so that "Old Vask Bridge" says nothing of "Vask
 * Bridge", and a name within another Latin word is none. The text and the names are plain: see `plainText`.
 */
export function findNames(text: string, names: Iterable<string>): Set<string> {
  const found = new Set<string>();
  let rest = text;
  for (const name of [...new Set(names)].toSorted((a, b) => b.length - a.length)) {
    if (name === "") continue;
    const pieces = rest.split(boundedPattern(name));
    if (pieces.length === 1) continue;
    found.add(name);
    rest = pieces.join("\u0000");
  }
  return found;
}

function boundedPattern(name: string): RegExp {
  const before = /^[a-z0-9]/.test(name) ? "(?<![a-z0-9])" : "";
  const after = /[a-z0-9]$/.test(name) ? "(?![a-z0-9])" : "";
  return new RegExp(before + name.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&") + after, "g");
}
