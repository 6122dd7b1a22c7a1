import type { Language } from "../../../templates/template.ts";
import { type Entity, writeValue } from "./entity.ts";
import type { FactKind } from "./fact-kind.ts";

/** A sentence that states a fact of an entity. */
export function stateOf(
  entity: Entity,
  kind: FactKind,
  entities: readonly Entity[],
  language: Language,
  wording = 0,
): string {
  const value = writeValue(entity.facts[kind.key]!, kind, entities, language);
  if (value === undefined) return unknownSentence(entity.name, kind, language);
  const texts = kind.state[language];
  return texts[wording % texts.length]!.replace("{x}", entity.name).replace("{y}", value);
}

/** Says that nobody knows a fact. */
export function unknownSentence(name: string, { property }: FactKind, language: Language): string {
  return language === "zh"
    ? `${name}的${property.zh}没有记载。`
    : `Nothing is recorded on the ${property.en} of ${name}.`;
}
