import type { ParsedNode } from "nunjucks/src/parser.js";

/** The node that is a member of another. */
export function nodeIn(node: ParsedNode, member: string): ParsedNode {
  return (node[member] as ParsedNode | null) ?? nothingIn(node);
}

/** The nodes that are a member of another. */
export function nodesIn(node: ParsedNode, member: string): readonly ParsedNode[] {
  return (node[member] as readonly (ParsedNode | null)[]).map((inner) => inner ?? nothingIn(node));
}

/** The parser leaves out what some templates do not say, as in `{{ |.text }}`: no kind of node that is allowed. */
function nothingIn({ lineno, colno }: ParsedNode): ParsedNode {
  return { typename: "nothing", lineno, colno };
}

/** The text that is a member of a node; empty where it is something else. */
export function textIn(node: ParsedNode, member: string): string {
  const value = node[member];
  return typeof value === "string" ? value : "";
}
