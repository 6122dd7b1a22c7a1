/** A text in a Markdown fence with this language; without a language to name, as it is. */
export function fenced(text: string, language: string | undefined): string {
  return language === undefined ? text : `\`\`\`${language}\n${text}\n\`\`\``;
}

/** The text in a fence, or undefined where the fence is not there. */
export function unfenced(text: string, language: string | undefined): string | undefined {
  if (language === undefined) return text;
  const open = `\`\`\`${language}\n`;
  return text.startsWith(open) && text.endsWith("\n```") && text.length >= open.length + 4
    ? text.slice(open.length, -4)
    : undefined;
}
