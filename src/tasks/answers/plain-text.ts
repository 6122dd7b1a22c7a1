/** A text as answers are compared: full-width forms, dashes and case folded, marks of Markdown and citations of tools left out. */
export function plainText(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\[[a-z_][\w.-]*\]/g, " ")
    .replace(/[*`_~#"“”«»「」『』]/g, "")
    .replace(/[’‘]/g, "'")
    .replace(/[‐‑‒–−]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
}
