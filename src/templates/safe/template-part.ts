import type { FilterName } from "./filters.ts";

/** A text to look up: a variable, a field of a loop's item, the number of the turn (from 1), or a filtered one. */
export type TextExpression =
  | { readonly kind: "text"; readonly name: string }
  | { readonly kind: "field"; readonly item: string; readonly field: string }
  | { readonly kind: "index" }
  | {
      readonly kind: "filter";
      readonly filter: FilterName;
      readonly argument: number | undefined;
      readonly of: TextExpression;
    };

/** What an `if` asks: a text or list is true unless it is empty. */
export type Condition =
  | TextExpression
  | { readonly kind: "list"; readonly name: string }
  | { readonly kind: "first" | "last" }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "and" | "or"; readonly left: Condition; readonly right: Condition };

/** A part of a checked template: nothing else is ever rendered. */
export type TemplatePart =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "value"; readonly value: TextExpression }
  | { readonly kind: "for"; readonly item: string; readonly list: string; readonly body: readonly TemplatePart[] }
  | {
      readonly kind: "if";
      readonly condition: Condition;
      readonly body: readonly TemplatePart[];
      readonly otherwise: readonly TemplatePart[];
    };
