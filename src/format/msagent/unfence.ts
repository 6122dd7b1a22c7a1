/** The text in the Markdown fence that all of a text stands in, or the text, trimmed, where it stands in none. */
export function unfence(text: string): string {
  const trimmed = text.trim();
  const open = /^```\w*[ \t]*\n/.exec(trimmed)?.[0];
  if (open === undefined || !trimmed.endsWith("```") || trimmed.length < open.length + 3) return trimmed;
  const body = trimmed.slice(open.length, -3);
  return body.endsWith("\n") ? body.slice(0, -1) : body;
}
