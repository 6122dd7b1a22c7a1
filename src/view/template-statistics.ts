import { comparedText, fixedTextOf } from "../templates/check/fixed-text.ts";
import { createNearDuplicates } from "../templates/check/near-duplicates/near-duplicates.ts";
import { createShingleTable } from "../templates/check/near-duplicates/shingle-table.ts";
import { wordsOf } from "../templates/check/near-duplicates/words-of.ts";
import { templatesOf } from "../templates/find-template.ts";
import { possibleCells } from "../templates/meta-agent/grid.ts";
import { compiledTemplate } from "../templates/prompt/compiled-template.ts";
import { isRefusal } from "../templates/protocol/refusal.ts";
import { LANGUAGES } from "../templates/template.ts";
import { createTemplateCounter, type TemplateCensus } from "../templates/template-census.ts";

/** What is in a library of templates, and how diverse it is. */
export interface TemplateStatistics extends TemplateCensus {
  /** The library, or "built-in". */
  readonly source: string;
  /** The cells that the meta-agent can fill. */
  readonly possible_cells: number;
  /** Templates with an unsafe source: what follows goes without them. */
  readonly unsafe: number;
  /** Distinct runs of 1, 2 and 3 words, as a share of all, over the fixed texts without their tools slots. */
  readonly distinct: { readonly "1": number; readonly "2": number; readonly "3": number };
  /** Templates whose text is like that of an earlier one: Jaccard similarity of 0.8 or more over runs of five words. */
  readonly near_duplicates: { readonly templates: number; readonly rate: number };
}

/** Reads a library (or, without one, the templates that come with mat) and counts what is in it. */
export async function templateStatistics(
  library?: string,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<TemplateStatistics> {
  const counter = createTemplateCounter();
  const diversity = createDiversity();
  for await (const template of templatesOf(library)) {
    options.signal?.throwIfAborted();
    counter.add(template);
    const compiled = compiledTemplate(template);
    diversity.add(template.id, isRefusal(compiled) ? undefined : comparedText(fixedTextOf(compiled)));
  }
  const census = counter.census();
  const cells = possibleCells(LANGUAGES).length;
  return { source: library ?? "built-in", ...census, possible_cells: cells, ...diversity.finish(census.templates) };
}

type Diversity = Pick<TemplateStatistics, "unsafe" | "distinct" | "near_duplicates">;

function createDiversity(): { add(id: string, text: string | undefined): void; finish(templates: number): Diversity } {
  const near = createNearDuplicates();
  const runs = [1, 2, 3].map((length) => ({ table: createShingleTable(length), count: 0 }));
  let unsafe = 0;
  return {
    add(id, text) {
      if (text === undefined) {
        unsafe++;
        return;
      }
      near.add(id, text);
      const words = wordsOf(text);
      for (const [at, run] of runs.entries()) {
        run.table.add(words);
        run.count += Math.max(words.length - at, 1);
      }
    },
    finish(templates) {
      const [one, two, three] = runs.map(({ table, count }) => share(table.frequencies.length, count));
      const alike = near.find().length;
      return {
        unsafe,
        distinct: { "1": one!, "2": two!, "3": three! },
        near_duplicates: { templates: alike, rate: share(alike, templates) },
      };
    },
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
