/** A text with what XML would read as its own written as references; controls and marks too. */
export function escapeXml(text: string, marks: readonly string[] = []): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are no XML characters
  let escaped = text.replace(/[&<>"\u0000-\u0008\u000b-\u001f\u007f]/g, reference);
  for (const mark of marks)
    escaped = escaped.replaceAll(
      mark,
      (found) => reference(found) + found.slice(found.codePointAt(0)! > 0xffff ? 2 : 1),
    );
  return escaped;
}

const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function reference(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0)!);
  return NAMED[first] ?? `&#x${first.codePointAt(0)!.toString(16)};`;
}

/** Undoes {@link escapeXml}; decimal references and `&apos;` are read too. */
export function unescapeXml(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|apos|#x[0-9a-f]{1,6}|#\d{1,7});/gi, (found) => {
    const name = found.slice(1, -1).toLowerCase();
    if (!name.startsWith("#")) return { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }[name]!;
    const code = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0x10ffff ? found : String.fromCodePoint(code);
  });
}
