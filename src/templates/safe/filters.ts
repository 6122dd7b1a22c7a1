/** What a template can do to a text; only `indent` takes a number. */
export const FILTERS = {
  trim: (text) => text.trim(),
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  /** The text as a JSON string, quotes included. */
  json: (text) => JSON.stringify(text),
  /** Without blanks around it; blanks in which a line breaks become one blank. */
  one_line: (text) => text.trim().replace(/\s+/g, (blanks) => (/[\n\r\u2028\u2029]/.test(blanks) ? " " : blanks)),
  /** So many blanks before each line but the first and empty ones. */
  indent: (text, width = 4) => text.replace(/\n(?=[^\r\n])/g, `\n${" ".repeat(width)}`),
} as const satisfies Readonly<Record<string, (text: string, argument?: number) => string>>;
/** The name of a filter: a key of {@link FILTERS}. */
export type FilterName = keyof typeof FILTERS;
