import { addEntry, lookUp } from "../../core/registry.ts";
import type { PromptTemplate } from "../template.ts";
import type { GenerateTemplatesOptions } from "./generate-templates.ts";

/** A way to make templates: a grammar, a model, a plugin of yours. */
export interface TemplateSource {
  readonly name: string;
  /** In one sentence without a final full stop. */
  readonly title: string;
  /** Gives templates, as many as are asked for or fewer; each is checked by its schema. */
  generate(options: GenerateTemplatesOptions): Iterable<PromptTemplate> | AsyncIterable<PromptTemplate>;
}

const sources: Record<string, () => Promise<TemplateSource>> = {
  grammar: async () => ({
    name: "grammar",
    title: "the embedded meta-agent: a grammar of phrases and protocol parameters",
    generate: (await import("./generate-templates.ts")).generateTemplates,
  }),
};

/** The source of templates of this name. Throws UsageError, with the nearest name, where there is none. */
export async function loadTemplateSource(name: string): Promise<TemplateSource> {
  return lookUp("source of templates", sources, name)();
}

/** Adds a source of a plugin. Throws UsageError for a name that is taken. */
export function registerTemplateSource(source: TemplateSource): void {
  addEntry("source of templates", sources, source.name, async () => source);
}
