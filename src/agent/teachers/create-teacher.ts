import { UsageError } from "../../core/errors.ts";
import { lookUp } from "../../core/registry.ts";
import type { ChatClient } from "../../llm/chat-client.ts";
import { greedyPolicy, noToolPolicy, randomPolicy } from "./blind-policies.ts";
import { type ErrorRates, errorRatesSchema, PLANTED_ERRORS } from "./reader/errors/planted-error.ts";
import { createReader } from "./reader/reader.ts";

/** Those who act by what a prompt shows, and need nothing else: the reader, and the policies that are blind. */
export const TEACHERS: Readonly<Record<string, (seed: number, rates: ErrorRates) => ChatClient>> = {
  reader: (seed, rates) => createReader({ seed, rates }),
  random: randomPolicy,
  greedy: greedyPolicy,
  "no-tool": noToolPolicy,
};

const KINDS = Object.fromEntries(PLANTED_ERRORS.map((kind) => [kind, kind]));

/** The teacher of this name. Throws UsageError where there is none, and for errors that it cannot make. */
export function createTeacher(name: string, seed: number, errors: Readonly<Record<string, number>>): ChatClient {
  const create = lookUp("teacher", TEACHERS, name);
  return create(seed, errorRatesFor(name, errors));
}

/** The errors that are asked for, checked. Throws UsageError for a wrong rate, and for a model that makes none. */
export function errorRatesFor(model: string, errors: Readonly<Record<string, number>>): ErrorRates {
  if (Object.keys(errors).length > 0 && model !== "reader")
    throw new UsageError(`the model ${model} makes no errors on request`, "Leave --errors out, or take the reader.");
  for (const kind of Object.keys(errors)) lookUp("kind of error", KINDS, kind);
  const rates = errorRatesSchema.safeParse(errors);
  if (rates.success) return rates.data;
  const problems = rates.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new UsageError(`--errors: ${problems.join("; ")}`, "Write for example --errors wrong_tool=0.1,loop=0.05.");
}
