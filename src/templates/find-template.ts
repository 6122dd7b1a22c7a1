import { RowNotFoundError } from "../core/errors.ts";
import { nearestName } from "../core/nearest-name.ts";
import { namedTemplate, TEMPLATES } from "./library/registry.ts";
import { readTemplates } from "./store/read-library.ts";
import type { PromptTemplate } from "./template.ts";

/** The templates of a library or a file; without one, those that come with mat. */
export async function* templatesOf(library?: string): AsyncGenerator<PromptTemplate> {
  if (library === undefined) yield* Object.values(TEMPLATES);
  else yield* readTemplates(library);
}

/**
 * The template of this id, in a library or a file, or among those that come with mat.
 * @throws {RowNotFoundError} with the nearest id
 */
export async function findTemplate(id: string, library?: string): Promise<PromptTemplate> {
  if (library === undefined) return namedTemplate(id);
  const ids: string[] = [];
  for await (const template of readTemplates(library)) {
    if (template.id === id) return template;
    ids.push(template.id);
  }
  const near = nearestName(id, ids);
  const fix = near === undefined ? "mat templates list shows what there is." : `Did you mean "${near}"?`;
  throw new RowNotFoundError("there is no template with this id", fix, { file: library, id });
}
