import { UsageError } from "../../core/errors.ts";
import { createRandom } from "../../core/random.ts";
import { LANGUAGES, type Language, type PromptTemplate } from "../template.ts";
import { composeTemplate } from "./compose-template.ts";
import { createDomains } from "./domains.ts";
import { cellsInTurn, possibleCells } from "./grid.ts";
import { createProtocolPool } from "./protocols/protocol-pool.ts";

/** What to generate. */
export interface GenerateTemplatesOptions {
  readonly count: number;
  /** A whole number of 32 bits. */
  readonly seed: number;
  /** English and Chinese unless given. */
  readonly languages?: readonly Language[];
  /** Queries that agents are to meet: what they are about colours what profiles say. */
  readonly queries?: readonly string[];
}

/**
 * The embedded meta-agent: composes prompt templates from a grammar of phrases and protocol parameters. The same options
 * give the same templates. They are spread over the grid of ability, protocol kind, tool rendering, memory, tone and
 * language: the emptiest cell is filled first. Each template has its own stream of random numbers.
 */
export function* generateTemplates(options: GenerateTemplatesOptions): Generator<PromptTemplate> {
  const { count, seed, languages = LANGUAGES, queries = [] } = options;
  checkOptions(options);
  const cells = possibleCells([...new Set(languages)]);
  const turns = cellsInTurn(cells, createRandom(seed, "cells"));
  const protocolFor = createProtocolPool(cells, count, createRandom(seed, "protocols"));
  const domainFor = createDomains(queries);
  for (let number = 1; number <= count; number++) {
    const cell = turns.next().value;
    const random = createRandom(seed, `template ${number}`);
    const draft = composeTemplate(cell, protocolFor(cell), domainFor(cell.language, random), random);
    yield { id: `t-${seed}-${number}`, ...draft, origin: { by: "grammar", seed, number } };
  }
}

function checkOptions({ count, seed, languages = LANGUAGES }: GenerateTemplatesOptions): void {
  if (!Number.isSafeInteger(count) || count < 0)
    throw new UsageError(`count is ${count}`, "Give the number of templates as a whole number, 0 or more.");
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff)
    throw new UsageError(`seed is ${seed}`, `Give a whole number from 0 to ${0xffffffff}.`);
  const unknown = languages.find((language) => !LANGUAGES.includes(language));
  if (languages.length === 0 || unknown !== undefined)
    throw new UsageError(
      unknown === undefined ? "no language is given" : `there are no phrases in the language "${unknown}"`,
      `Give one or more of ${LANGUAGES.join(", ")}.`,
    );
}
