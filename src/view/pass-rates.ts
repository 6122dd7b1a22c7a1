import { resolve } from "node:path";
import type { GenerateReport } from "../generate/generate.ts";
import { readPlan } from "../generate/run-folder.ts";
import type { Score } from "../generate/tally.ts";
import { readTemplates } from "../templates/store/read-library.ts";
import type { PromptTemplate } from "../templates/template.ts";

/** What is looked at, in this order. A template may ask for several things, and counts for each. */
const HEADINGS = ["environment", "template", "what the library's templates ask for"] as const;
const [ENVIRONMENT, TEMPLATE, ASKING] = HEADINGS;

/** How often one part of several runs was solved. */
export interface PassRate {
  /** What is looked at: see {@link HEADINGS}. */
  readonly by: (typeof HEADINGS)[number];
  readonly name: string;
  readonly episodes: number;
  readonly solved: number;
}

/**
 * How often the episodes of runs were solved: by environment, and by family of templates. A template that comes with mat is its own
 * family in all its languages; those of a library are one for each kind of protocol, and once more by what they ask of an agent.
 */
export async function passRates(reports: readonly GenerateReport[]): Promise<PassRate[]> {
  const rates = new Map<string, PassRate>();
  const add = (by: PassRate["by"], name: string, { episodes, solved }: Score): void => {
    const known = rates.get(`${by}\n${name}`) ?? { by, name, episodes: 0, solved: 0 };
    rates.set(`${by}\n${name}`, { by, name, episodes: known.episodes + episodes, solved: known.solved + solved });
  };
  for (const { output, all } of reports) {
    const library = await libraryOf(output);
    const under = library === undefined ? "named templates" : "library";
    for (const [name, score] of Object.entries(all.by.environment)) add(ENVIRONMENT, `${name}, ${under}`, score);
    for (const [id, score] of Object.entries(all.by.template)) {
      const template = library?.get(id);
      add(TEMPLATE, template === undefined ? id.replace(/-(en|zh)$/, "") : `library, ${template.protocol.kind}`, score);
      for (const asked of template === undefined ? [] : askedBy(template)) add(ASKING, asked, score);
    }
  }
  return [...rates.values()].toSorted(
    (a, b) => HEADINGS.indexOf(a.by) - HEADINGS.indexOf(b.by) || a.name.localeCompare(b.name),
  );
}

/** The templates of the library that a run is under, by id; undefined where they come with mat. */
async function libraryOf(run: string): Promise<ReadonlyMap<string, PromptTemplate> | undefined> {
  const { path } = readPlan(run).templates;
  if (path === null) return undefined;
  const templates = new Map<string, PromptTemplate>();
  for await (const template of readTemplates(resolve(run, path))) templates.set(template.id, template);
  return templates;
}

function askedBy({ demands }: PromptTemplate): readonly string[] {
  return demands.behaviours.length === 0 ? ["for nothing in particular"] : demands.behaviours;
}
