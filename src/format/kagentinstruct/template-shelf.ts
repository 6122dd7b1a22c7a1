import { namedTemplate } from "../../templates/library/registry.ts";
import type { PromptTemplate } from "../../templates/template.ts";

/** Templates to choose from, each of which is parsed when it is taken. */
export interface TemplateShelf {
  readonly size: number;
  take(index: number): PromptTemplate;
}

/** A shelf with these templates. */
export function shelfOf(templates: readonly PromptTemplate[]): TemplateShelf {
  return { size: templates.length, take: (index) => templates[index]! };
}

/** The templates that `--templates` names, each once. Throws UsageError where there is none of a name. */
export async function openShelf(given: string): Promise<TemplateShelf> {
  const ids = given.split(",").map((id) => id.trim());
  return shelfOf([...new Set(ids)].map(namedTemplate));
}
