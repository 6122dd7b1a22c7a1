/** A fact of a graph. */
export interface Triple {
  readonly head: string;
  readonly relation: string;
  readonly tail: string;
}

/** Facts by what they are about. A relation that is followed from tail to head has `^` before its name. */
export interface KnowledgeGraph {
  readonly entities: readonly string[];
  has(entity: string): boolean;
  /** The relations that lead on from any of these, sorted. */
  relations(entities: readonly string[]): string[];
  /** What a relation leads to from any of these, sorted, each once. */
  neighbours(entities: readonly string[], relation: string): string[];
  /** All that a relation leads to, from wherever, up to a number. */
  targets(relation: string, most: number): string[];
}

/** Stands before the name of a relation that is followed from tail to head. */
export const BACK = "^";

/** The same relation in the other direction. */
export function inverseOf(relation: string): string {
  return relation.startsWith(BACK) ? relation.slice(1) : BACK + relation;
}

/** A graph of facts, in memory. */
export function knowledgeGraph(triples: Iterable<Triple>): KnowledgeGraph {
  const edges = new Map<string, Map<string, Set<string>>>();
  const targets = new Map<string, Set<string>>();
  const add = (from: string, relation: string, to: string) => {
    const own = entry(edges, from, () => new Map<string, Set<string>>());
    entry(own, relation, () => new Set<string>()).add(to);
    entry(targets, relation, () => new Set<string>()).add(to);
  };
  for (const { head, relation, tail } of triples) {
    add(head, relation, tail);
    add(tail, inverseOf(relation), head);
  }
  const leading = (entity: string, relation: string) => edges.get(entity)?.get(relation) ?? [];
  return {
    entities: [...edges.keys()].sort(),
    has: (entity) => edges.has(entity),
    relations: (entities) => [...new Set(entities.flatMap((one) => [...(edges.get(one)?.keys() ?? [])]))].sort(),
    neighbours: (entities, relation) => [...new Set(entities.flatMap((one) => [...leading(one, relation)]))].sort(),
    targets: (relation, most) => [...(targets.get(relation) ?? [])].sort().slice(0, most),
  };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
