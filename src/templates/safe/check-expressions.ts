import type { ParsedNode } from "nunjucks/src/parser.js";
import type { Declarations } from "./declarations.ts";
import { FILTERS, type FilterName } from "./filters.ts";
import { LIMITS } from "./limits.ts";
import { nodeIn, nodesIn, textIn } from "./parsed-members.ts";
import type { Condition, TextExpression } from "./template-part.ts";

/** What names mean at one place of a template. */
export interface CheckedNames {
  readonly declared: Declarations;
  /** The items of the loops around, with their fields. */
  readonly items: Map<string, readonly string[]>;
  /** Declared names that were used. */
  readonly used: Set<string>;
}

/** Notes a fault of a node. */
export type NoteFault = (node: ParsedNode, reason: string, detail: string) => undefined;

const LOOP = { index: "index", first: "first", last: "last" } as const;

/** Readers of expressions, which give undefined where they noted a fault; `visit` is called with each node below the given one. */
export function checkExpressions(
  { declared, items, used }: CheckedNames,
  visit: (node: ParsedNode) => ParsedNode,
  fault: NoteFault,
): {
  readonly textOf: (node: ParsedNode) => TextExpression | undefined;
  readonly conditionOf: (node: ParsedNode) => Condition | undefined;
} {
  function textOf(node: ParsedNode): TextExpression | undefined {
    const found = conditionOf(node);
    if (found === undefined || isText(found)) return found;
    return fault(node, "not_a_text", `a ${found.kind} is no text: only texts are written and filtered`);
  }

  function conditionOf(node: ParsedNode): Condition | undefined {
    if (node.typename === "Symbol") return variableOf(node, textIn(node, "value"));
    if (node.typename === "LookupVal") return memberOf(node);
    if (node.typename === "Filter") return filterOf(node);
    if (node.typename === "Not") {
      const of = conditionOf(visit(nodeIn(node, "target")));
      return of && { kind: "not", of };
    }
    if (node.typename === "And" || node.typename === "Or") {
      const [left, right] = [conditionOf(visit(nodeIn(node, "left"))), conditionOf(visit(nodeIn(node, "right")))];
      return left && right && { kind: node.typename === "And" ? "and" : "or", left, right };
    }
    return fault(node, "not_allowed", `${node.typename} is none of: name, item.field, filter, not, and, or`);
  }

  function variableOf(node: ParsedNode, name: string): Condition | undefined {
    if (items.has(name)) return fault(node, "not_a_text", `${name} is an item: write one of its fields`);
    if (!Object.hasOwn(declared, name)) return fault(node, "unknown_name", `there is no ${name}`);
    used.add(name);
    return { kind: declared[name] === "text" ? "text" : "list", name };
  }

  function memberOf(node: ParsedNode): Condition | undefined {
    const [target, member] = [visit(nodeIn(node, "target")), textIn(visit(nodeIn(node, "val")), "value")];
    const item = target.typename === "Symbol" ? textIn(target, "value") : "";
    if (item === "loop" && items.size > 0 && Object.hasOwn(LOOP, member)) {
      return { kind: LOOP[member as keyof typeof LOOP] };
    }
    if (items.get(item)?.includes(member) === true) return { kind: "field", item, field: member };
    return fault(node, "unknown_field", `no item here has a field ${item}.${member}`);
  }

  function filterOf(node: ParsedNode): TextExpression | undefined {
    const name = textIn(visit(nodeIn(node, "name")), "value");
    const [target, ...given] = nodesIn(nodeIn(node, "args"), "children");
    if (!Object.hasOwn(FILTERS, name)) {
      return fault(node, "unknown_filter", `there is no filter ${name}; there are ${Object.keys(FILTERS).join(", ")}`);
    }
    const argument = given[0]?.["value"];
    if (given.length > 0 && !(name === "indent" && isWidth(argument))) {
      return fault(node, "filter_argument", `only indent takes a number, of 0 to ${LIMITS.indent}`);
    }
    const of = textOf(visit(target!));
    return of && { kind: "filter", filter: name as FilterName, argument: argument as number | undefined, of };
  }

  return { textOf, conditionOf };
}

function isText(found: Condition): found is TextExpression {
  return found.kind === "text" || found.kind === "field" || found.kind === "index" || found.kind === "filter";
}

function isWidth(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= LIMITS.indent;
}
