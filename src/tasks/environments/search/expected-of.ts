import type { Language } from "../../../templates/template.ts";
import type { ExpectedAnswer } from "../../answers/expected-answer.ts";
import type { Entity, FactValue } from "./entity.ts";
import type { FactKind } from "./fact-kind.ts";

/** What an answer has to say for a value. */
export function expectedOf(
  value: FactValue,
  kind: FactKind,
  entities: readonly Entity[],
  language: Language,
  along: readonly string[],
): ExpectedAnswer {
  if (value.type === "entity") return nameExpected(entities[value.entity]!, entities, along);
  if (value.type === "date") return { kind: "date", ...value.day, along };
  if (value.type === "word" && kind.value.type === "word") {
    const right = kind.value.words[value.word]!;
    const rivals = kind.value.words.flatMap(({ en, zh }) => [singular(en), en, zh]);
    return { kind: "text", forms: [singular(right.en), right.en, right.zh], rivals, along };
  }
  const unit = kind.value.type === "count" ? { unit: kind.value.unit[language] } : {};
  return { kind: "number", value: value.type === "number" ? value.number : Number.NaN, ...unit, along };
}

function singular(word: string): string {
  return word.replace(/s$/, "");
}

/** What an answer has to say for the name of an entity. */
export function nameExpected(
  { name, type }: Entity,
  entities: readonly Entity[],
  along: readonly string[],
): ExpectedAnswer {
  const rivals = entities.filter((one) => one.type === type).map((one) => one.name);
  return { kind: "text", forms: [name], rivals, along };
}

/** The names or words that could be made up in place of an answer. */
export function valuesLike(expected: ExpectedAnswer): readonly string[] {
  return expected.kind === "text" ? expected.rivals : [];
}
