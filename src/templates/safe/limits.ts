/** How large a template may be, and what rendering it may take: a template from a stranger ends soon and fits in memory. */
export const LIMITS = {
  /** Characters of a source (UTF-16 code units, as everywhere here). */
  source: 20_000,
  /** Blanks in a row: the parser takes the square of it in time. */
  blanks: 1_000,
  /** `for` and `if` inside each other. */
  depth: 3,
  /** Characters between the marks of a tag, which bounds how deep an expression is. */
  tag: 500,
  /** `elif` and `else` of one `if`. */
  branches: 50,
  /** Nodes of the parsed tree. */
  nodes: 2_000,
  /** Characters of what is rendered, and of what any filter gives. */
  output: 1_048_576,
  /** Parts rendered and turns of loops, and the characters that filters are given. */
  steps: 10_000_000,
  /** Blanks that `indent` puts before a line. */
  indent: 40,
} as const;
