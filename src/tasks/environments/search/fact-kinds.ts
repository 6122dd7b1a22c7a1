import { ATTRIBUTES } from "./attributes.ts";
import type { EntityType, FactKind } from "./fact-kind.ts";
import { RELATIONS } from "./relations.ts";

/** Every kind of fact that a page may state. */
export const FACT_KINDS: readonly FactKind[] = [...RELATIONS, ...ATTRIBUTES];

/** The kinds of facts on entities of a type. */
export function factKindsOf(type: EntityType): readonly FactKind[] {
  return FACT_KINDS.filter((kind) => kind.of === type);
}
