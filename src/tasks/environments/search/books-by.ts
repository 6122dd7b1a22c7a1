import type { Entity } from "./entity.ts";

/** The books that a person wrote. */
export function booksBy(person: number, entities: readonly Entity[]): number[] {
  return entities.flatMap(({ facts }, at) => {
    const author = facts["author"];
    return author?.type === "entity" && author.entity === person ? [at] : [];
  });
}
