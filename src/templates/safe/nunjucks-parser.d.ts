/** The parser of nunjucks by itself: its renderer, globals and filters are never loaded. */
declare module "nunjucks/src/parser.js" {
  /** A node of the tree: what else it has depends on its kind. Lines and columns count from 0. */
  interface ParsedNode {
    readonly typename: string;
    readonly lineno: number;
    readonly colno: number;
    readonly [member: string]: unknown;
  }
  interface ParseOptions {
    readonly trimBlocks?: boolean;
    readonly lstripBlocks?: boolean;
  }
  const parser: { parse(source: string, extensions: readonly never[], options: ParseOptions): ParsedNode };
  export default parser;
  export type { ParsedNode };
}
