import { setImmediate } from "node:timers/promises";
import { createLibrary } from "../store/create-library.ts";
import type { Language, PromptTemplate } from "../template.ts";
import { createTemplateCounter, type TemplateCensus } from "../template-census.ts";
import type { WritingReport } from "./model/writing-report.ts";
import { readQueries } from "./read-queries.ts";
import { loadTemplateSource } from "./sources.ts";

/** What library to make, and where. */
export interface GenerateLibraryOptions {
  readonly count: number;
  /** 0 if not given. */
  readonly seed?: number | undefined;
  /** English and Chinese if not given, or none. */
  readonly languages?: readonly Language[] | undefined;
  /** A file of queries that agents are to meet: see `readQueries`. */
  readonly queries?: string | undefined;
  /** Who makes them: "grammar" (the embedded meta-agent) if not given. */
  readonly source?: string | undefined;
  /** The library's folder. */
  readonly output: string;
  /** Replace the library that stands there. */
  readonly force?: boolean | undefined;
  readonly compress?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { readonly rows: number }) => void) | undefined;
}

/** What was made. */
export interface GenerateLibraryReport extends TemplateCensus {
  readonly output: string;
  readonly seed: number;
  /** Only where a model wrote them. */
  readonly written?: WritingReport;
}

/** How many templates are made before others (a Ctrl-C) get a turn. */
const TURN = 100;

/** Makes a library of templates; with the embedded meta-agent the same options give the same library. */
export async function generateLibrary(options: GenerateLibraryOptions): Promise<GenerateLibraryReport> {
  const { count, seed = 0, output, queries: file, force = false, compress = false } = options;
  const queries = file === undefined ? [] : await readQueries(file);
  const languages = options.languages?.length ? { languages: [...options.languages] } : {};
  const name = options.source ?? "grammar";
  const source = await loadTemplateSource(name);
  const made = inTurn(source.generate({ count, seed, queries, ...languages }));
  // What is wrong with the options is said before anything is written.
  let next = await made.next();
  const told = {
    count,
    seed,
    ...(name === "grammar" ? {} : { source: name }),
    ...languages,
    ...(file !== undefined && { queries: file }),
  };
  const command = { name: "templates generate", options: told };
  const sources = file === undefined ? [] : [file];
  const library = await createLibrary(output, { command, seed, sources, force, compress });
  const counter = createTemplateCounter();
  try {
    for (let number = 1; next.done !== true; number++, next = await made.next()) {
      await library.add(next.value, { file: name, row: number });
      counter.add(next.value);
      options.onProgress?.({ rows: number });
      if (number % TURN === 0) await setImmediate();
      options.signal?.throwIfAborted();
    }
    const census = counter.census();
    library.note("census", { ...census });
    await library.finish();
    return { output, seed, ...census };
  } catch (error) {
    await library.abandon();
    throw error;
  }
}

async function* inTurn(templates: Iterable<PromptTemplate> | AsyncIterable<PromptTemplate>) {
  yield* templates;
}
