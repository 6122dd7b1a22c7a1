/** The text of a name and the Markdown fence behind it, such as `bash` and its script; undefined for anything else. */
export function fenceBehind(text: string, name: string, language: string): string | undefined {
  if (!text.startsWith(name)) return undefined;
  const fence = text.slice(name.length).trim();
  const open = `\`\`\`${language}\n`;
  if (!fence.startsWith(open) || !fence.endsWith("```") || fence.length < open.length + 3) return undefined;
  const body = fence.slice(open.length, -3);
  // Two fences are two calls, of which the first counts: no exact reading says so.
  if (/^\s*```/m.test(body)) return undefined;
  return body.endsWith("\n") ? body.slice(0, -1) : body;
}
