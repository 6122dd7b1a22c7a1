import { setImmediate } from "node:timers/promises";
import { createLibrary } from "../store/create-library.ts";
import type { Language } from "../template.ts";
import { createTemplateCounter, type TemplateCensus } from "../template-census.ts";
import { generateTemplates } from "./generate-templates.ts";
import { readQueries } from "./read-queries.ts";

/** What library to make, and where. */
export interface GenerateLibraryOptions {
  readonly count: number;
  /** 0 if not given. */
  readonly seed?: number | undefined;
  /** English and Chinese if not given, or none. */
  readonly languages?: readonly Language[] | undefined;
  /** A file of queries that agents are to meet: see `readQueries`. */
  readonly queries?: string | undefined;
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
}

/** How many templates are made before others (a Ctrl-C) get a turn. */
const TURN = 100;

/** Makes a library of templates with the embedded meta-agent. The same options give the same library. */
export async function generateLibrary(options: GenerateLibraryOptions): Promise<GenerateLibraryReport> {
  const { count, seed = 0, output, queries: file, force = false, compress = false } = options;
  const queries = file === undefined ? [] : await readQueries(file);
  const languages = options.languages?.length ? { languages: [...options.languages] } : {};
  const made = generateTemplates({ count, seed, queries, ...languages });
  // What is wrong with the options is said before anything is written.
  let next = made.next();
  const told = { count, seed, ...languages, ...(file !== undefined && { queries: file }) };
  const command = { name: "templates generate", options: told };
  const sources = file === undefined ? [] : [file];
  const library = await createLibrary(output, { command, seed, sources, force, compress });
  const counter = createTemplateCounter();
  try {
    for (let number = 1; next.done !== true; number++, next = made.next()) {
      await library.add(next.value, { file: "grammar", row: number });
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
