import { shortHash } from "../core/hash.ts";
import type { JsonObject } from "../core/json/value.ts";
import type { Sampling } from "../llm/endpoint/sampling.ts";
import { namedEnvironment } from "../tasks/registry.ts";
import { languageOf } from "../templates/language-of.ts";
import type { GenerateLibraryReport } from "../templates/meta-agent/generate-library.ts";
import type { WritingEstimate } from "../templates/meta-agent/model/estimate-writing.ts";
import { fillingOf } from "../templates/meta-agent/model/filling-of.ts";
import type { Occasion } from "../templates/meta-agent/model/occasion.ts";
import type { WriteLibraryOptions } from "../templates/meta-agent/model/write-library.ts";
import { readQueries } from "../templates/meta-agent/read-queries.ts";
import { LANGUAGES, type Language } from "../templates/template.ts";
import { checkConnection, connectModel } from "./connection/connect-model.ts";
import type { Connection } from "./connection/connection.ts";
import { ledgerBeside } from "./connection/ledger-beside.ts";

/** What library a served model is to write. */
export interface WriteTemplatesRequest
  extends Pick<
    WriteLibraryOptions,
    "count" | "attempts" | "seed" | "languages" | "queries" | "output" | "force" | "compress"
  > {
  /** As the server calls it. */
  readonly model: string;
  readonly connection: Connection;
  readonly sampling?: Sampling | undefined;
}

const ENVIRONMENTS = ["search", "time", "db"] as const;
const TASKS = 24;

/**
 * Has a served model write a library of templates: `mat templates generate --model`. It is shown queries of the file, or of
 * built-in tasks if there is none, and tools of built-in tasks. Throws what `writeLibrary` throws.
 */
export async function writeTemplates(
  request: WriteTemplatesRequest,
  options: Pick<WriteLibraryOptions, "concurrency" | "signal" | "onProgress">,
): Promise<GenerateLibraryReport> {
  const { model, connection, sampling = {}, seed = 0, languages, queries, ...rest } = request;
  const occasions = await occasionsFor(seed, languages?.length ? languages : LANGUAGES, queries);
  const { repliesOf, writeLibrary } = await import("../templates/meta-agent/model/write-library.ts");
  const ledger = ledgerBeside(rest.output, repliesOf(rest.output));
  const { client, pause, close } = await connectModel(model, connection, sampling, { ledger });
  options.signal?.addEventListener("abort", pause, { once: true });
  try {
    const asked = { client, sampling: sampling as JsonObject, seed, languages, queries, occasions };
    return await writeLibrary({ ...rest, ...asked, ...options });
  } finally {
    options.signal?.removeEventListener("abort", pause);
    await close();
    // With a library that is whole its replies are gone, and what they took is of no more use.
    ledgerBeside(rest.output, repliesOf(rest.output));
  }
}

/** Says what {@link writeTemplates} would ask; nothing is asked or written. */
export async function estimateTemplates(
  request: Omit<WriteTemplatesRequest, "output" | "force" | "compress">,
): Promise<WritingEstimate> {
  const { seed = 0, languages, queries, connection } = request;
  await checkConnection(request.model, connection);
  const occasions = await occasionsFor(seed, languages?.length ? languages : LANGUAGES, queries);
  const { estimateWriting } = await import("../templates/meta-agent/model/estimate-writing.ts");
  return estimateWriting(fillingOf({ ...request, occasions }));
}

async function occasionsFor(
  seed: number,
  languages: readonly Language[],
  file: string | undefined,
): Promise<readonly Occasion[]> {
  const builtIn = languages.flatMap((language) => builtInOccasions(seed, language));
  if (file === undefined) return builtIn;
  const queries = await readQueries(file);
  return queries.map((query) => {
    const language = languageOf(query) ?? "en";
    const like = builtIn.filter((occasion) => occasion.language === language);
    // Whatever the tools of these queries are, nobody says: some that mat has, always the same for the same query.
    const { tools } = like[Number.parseInt(shortHash(query).slice(0, 8), 16) % like.length] ?? builtIn[0]!;
    return { language, query, tools };
  });
}

function builtInOccasions(seed: number, language: Language): Occasion[] {
  const options = { seed, languages: [language], levels: [1, 2, 3, 4, 5], split: "train" } as const;
  return ENVIRONMENTS.flatMap((name) =>
    Array.from({ length: TASKS }, (_, number) => {
      const { query, tools } = namedEnvironment(name).task(options, number);
      return {
        language,
        query,
        tools: tools.map((tool) => ({ name: tool.name, description: tool.description ?? "" })),
      };
    }),
  );
}
