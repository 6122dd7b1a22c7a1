import type { Random } from "../../../core/random.ts";
import type { Language } from "../../../templates/template.ts";
import type { Entity } from "./entity.ts";
import type { EntityType, FactKind } from "./fact-kind.ts";
import { factKindsOf } from "./fact-kinds.ts";

/** A way from a named entity over relations to another. */
export interface Chain {
  /** The entities on the way, the named one first. */
  readonly path: readonly number[];
  /** The relation from each to the next. */
  readonly relations: readonly FactKind[];
}

/** The entity that a chain leads to. */
export function endOf({ path }: Chain): number {
  return path.at(-1)!;
}

/** Walks at random over so many entities, none twice; undefined where there is no way on, or it ends elsewhere. */
export function drawChain(
  random: Random,
  entities: readonly Entity[],
  length: number,
  { endsIn, avoids = [] }: { readonly endsIn?: EntityType; readonly avoids?: readonly number[] } = {},
): Chain | undefined {
  const start = random.below(entities.length);
  let chain: Chain = { path: [start], relations: [] };
  while (chain.path.length < length) {
    const next = stepOn(random, entities, chain);
    if (next === undefined) return undefined;
    chain = next;
  }
  const fits = endsIn === undefined || entities[endOf(chain)]!.type === endsIn;
  return fits && !chain.path.some((at) => avoids.includes(at)) ? chain : undefined;
}

function stepOn(random: Random, entities: readonly Entity[], { path, relations }: Chain): Chain | undefined {
  const { type, facts } = entities[path.at(-1)!]!;
  const relation = random.pick(factKindsOf(type).filter((kind) => kind.value.type === "entity"));
  if (relation === undefined) return undefined;
  const value = facts[relation.key]!;
  if (value.type !== "entity" || path.includes(value.entity)) return undefined;
  return { path: [...path, value.entity], relations: [...relations, relation] };
}

/** A chain as a noun phrase: "the birthplace of the designer of Vask Bridge"; `start` may be said in another way. */
export function sayChain(
  random: Random,
  { path, relations }: Chain,
  entities: readonly Entity[],
  language: Language,
  start = entities[path[0]!]!.name,
): string {
  return relations.reduce((said, { ask }, at) => {
    const wordings = ask[language];
    // In Chinese a phrase before the head of another is hard to read unless it stands first.
    const fluent = at === 0 ? wordings : wordings.filter((text) => language === "en" || text.startsWith("{x}"));
    return random.pick(fluent.length > 0 ? fluent : wordings).replace("{x}", said);
  }, start);
}
