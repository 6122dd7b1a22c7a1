import type { ParsedNode } from "nunjucks/src/parser.js";
import { type CheckedNames, checkExpressions } from "./check-expressions.ts";
import type { Declarations } from "./declarations.ts";
import { LIMITS } from "./limits.ts";
import { nodeIn, nodesIn, textIn } from "./parsed-members.ts";
import type { TemplateFault } from "./template-faults.ts";
import type { TemplatePart } from "./template-part.ts";

/** A parsed template as parts that can be rendered, and what it holds that it may not: then the parts are not to be used. */
export interface CheckedNodes {
  readonly parts: readonly TemplatePart[];
  /** The declared names that it uses, in the order of their first use. */
  readonly variables: readonly string[];
  readonly faults: readonly TemplateFault[];
}

/** Turns a parsed template into parts; a kind of node that is not named here is a fault. */
export function checkNodes(root: ParsedNode, declared: Declarations): CheckedNodes {
  const faults: TemplateFault[] = [];
  const names: CheckedNames = { declared, items: new Map(), used: new Set() };
  let nodes = 0;

  function fault(node: ParsedNode, reason: string, detail: string): undefined {
    faults.push({ reason, detail, line: node.lineno + 1, column: node.colno + 1 });
  }
  function visit(node: ParsedNode): ParsedNode {
    nodes += 1;
    if (nodes === LIMITS.nodes + 1) fault(node, "too_many_nodes", `more than ${LIMITS.nodes} texts, names and tags`);
    return node;
  }
  const { textOf, conditionOf } = checkExpressions(names, visit, fault);

  const partsOf = (nodes: readonly ParsedNode[]): TemplatePart[] => nodes.flatMap((node) => partOf(visit(node)) ?? []);
  function partOf(node: ParsedNode): TemplatePart | TemplatePart[] | undefined {
    if (node.typename === "NodeList" || node.typename === "Output") return partsOf(nodesIn(node, "children"));
    if (node.typename === "TemplateData") return { kind: "literal", text: textIn(node, "value") };
    if (node.typename === "For") return loopOf(node);
    if (node.typename === "If") return choiceOf(node);
    const value = textOf(node);
    return value && { kind: "value", value };
  }
  function choiceOf(node: ParsedNode): TemplatePart | undefined {
    const condition = conditionOf(visit(nodeIn(node, "cond")));
    const body = partsOf([nodeIn(node, "body")]);
    const otherwise = node["else_"] === null ? [] : partsOf([nodeIn(node, "else_")]);
    return condition && { kind: "if", condition, body, otherwise };
  }
  function loopOf(node: ParsedNode): TemplatePart | undefined {
    const [item, list] = [visit(nodeIn(node, "name")), visit(nodeIn(node, "arr"))];
    const name = item.typename === "Symbol" ? textIn(item, "value") : "";
    const fields = list.typename === "Symbol" ? fieldsOf(list) : fault(list, "not_a_list", "a loop goes over a list");
    if (fields === undefined || !isNewName(item, name)) return undefined;
    names.items.set(name, fields);
    const body = partsOf([nodeIn(node, "body")]);
    names.items.delete(name);
    return { kind: "for", item: name, list: textIn(list, "value"), body };
  }
  function fieldsOf(list: ParsedNode): readonly string[] | undefined {
    const name = textIn(list, "value");
    const declaration = names.items.has(name) || !Object.hasOwn(declared, name) ? undefined : declared[name]!;
    if (declaration === undefined || declaration === "text") {
      return fault(list, "not_a_list", `there is no list ${name}`);
    }
    names.used.add(name);
    return declaration;
  }
  function isNewName(node: ParsedNode, name: string): boolean {
    if (!/^[a-z]\w*$/i.test(name)) fault(node, "bad_name", `a loop's item cannot be called "${name}"`);
    else if (name === "loop" || names.items.has(name) || Object.hasOwn(declared, name)) {
      fault(node, "name_taken", `${name} already means something here`);
    } else return true;
    return false;
  }

  const parts = partsOf(nodesIn(root, "children"));
  return { parts, variables: [...names.used], faults };
}
