import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { AgentTemplates } from "../agent/agent-templates.ts";
import { RunChangedError, UsageError } from "../core/errors.ts";
import { canonicalJson, sha256 } from "../core/hash.ts";
import type { JsonValue } from "../core/json/value.ts";
import { nearestName } from "../core/nearest-name.ts";
import type { Plan } from "../generate/plan.ts";
import { sourceFaults } from "../templates/check/safe-sources.ts";
import { TEMPLATES } from "../templates/library/registry.ts";
import { readTemplates } from "../templates/store/read-library.ts";
import { LANGUAGES, type Language, type PromptTemplate } from "../templates/template.ts";

/** The templates of a run. */
export interface ChosenTemplates {
  /** The library as the user named it; null for templates that come with mat. */
  readonly path: string | null;
  readonly agents: readonly AgentTemplates[];
  /** Templates of the library that no agent acts under: they are for one step of its work. */
  readonly leftOut: number;
}

/** What a template is for under which an agent acts from the query to the answer. */
const ACTING = new Set<PromptTemplate["ability"]>(["tool-use", "plan"]);

/**
 * The templates that `--templates` names: a library (a folder, or a file of templates), or names of templates that come with
 * mat, in all their languages (`react`) or in one (`react-en`).
 */
export async function chooseTemplates(words: readonly string[]): Promise<ChosenTemplates> {
  const [first, ...more] = words;
  if (first === undefined) throw new UsageError("no template is given", "Name a library, or templates: react,autogpt.");
  if (more.length === 0 && !isNamed(first) && existsSync(first)) return readChosen(first);
  const library = words.find((word) => !isNamed(word) && existsSync(word));
  if (library !== undefined)
    throw new UsageError(
      `"${library}" is a library, and other templates are named beside it`,
      "Name one library, or templates that come with mat.",
    );
  const named = [...new Set(words.flatMap(namedTemplates))];
  refuseOneStep(named);
  return { path: null, agents: named.map(withConclusion), leftOut: 0 };
}

/** The templates of a plan, as they are there now. Throws RunChangedError where one is not what it was. */
export async function templatesOfPlan({ templates: { path, chosen } }: Plan, run: string): Promise<ChosenTemplates> {
  const found =
    path === null ? await chooseTemplates(chosen.map(({ id }) => id)) : await readChosen(resolve(run, path));
  const hashes = new Map(found.agents.map((agent) => [agent.act.id, hashOf(agent)]));
  const changed = chosen.filter(({ id, sha256: hash }) => hashes.get(id) !== hash).map(({ id }) => id);
  // A library may have grown since, or stand in another order: who plays what is dealt by the plan's.
  const agents = new Map(found.agents.map((agent) => [agent.act.id, agent]));
  if (changed.length === 0) return { ...found, agents: chosen.map(({ id }) => agents.get(id)!) };
  throw new RunChangedError(
    `templates of this run have changed since it was planned: ${changed.slice(0, 3).join(", ")}`,
    "Put back what they were, or begin a new run in another folder.",
    { file: run },
  );
}

/** Tells whether templates are the same; what an agent concludes under counts too. */
export function hashOf({ act, reflect, conclude }: AgentTemplates): string {
  return sha256(canonicalJson({ act, reflect: reflect ?? null, conclude: conclude ?? null } as unknown as JsonValue));
}

/** Agents by the language that they are spoken to in. */
export function byLanguage(agents: readonly AgentTemplates[]): Partial<Record<Language, AgentTemplates[]>> {
  return Object.groupBy(agents, ({ act }) => act.language);
}

async function readChosen(path: string): Promise<ChosenTemplates> {
  const agents: AgentTemplates[] = [];
  let leftOut = 0;
  // What mat writes into a library is checked before it is written.
  const isByHand = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  for await (const act of readTemplates(path)) {
    if (isByHand) refuseUnsafe(act, path);
    if (ACTING.has(act.ability)) agents.push({ act });
    else leftOut++;
  }
  if (agents.length > 0) return { path, agents, leftOut };
  throw new UsageError(
    "holds no template under which an agent acts",
    "One of the ability tool-use or plan is needed: mat templates stats tells.",
    { file: path },
  );
}

/** Throws UsageError for a template that would refuse every prompt. */
function refuseUnsafe(template: PromptTemplate, file: string): void {
  const [first] = sourceFaults(template);
  if (first === undefined) return;
  throw new UsageError(
    `no prompt can be written under this template: ${first.detail}`,
    "Mend it, or leave it out: mat templates check tells all that is wrong.",
    { file, id: template.id },
  );
}

function isNamed(name: string): boolean {
  return (
    Object.hasOwn(TEMPLATES, name) || LANGUAGES.some((language) => Object.hasOwn(TEMPLATES, `${name}-${language}`))
  );
}

function namedTemplates(name: string): PromptTemplate[] {
  if (Object.hasOwn(TEMPLATES, name)) return [TEMPLATES[name]!];
  const all = LANGUAGES.flatMap((language) => TEMPLATES[`${name}-${language}`] ?? []);
  if (all.length > 0) return all;
  const bases = Object.keys(TEMPLATES).map((id) => id.replace(/-(en|zh)$/, ""));
  const near = nearestName(name, [...new Set([...bases, ...Object.keys(TEMPLATES)])]);
  const hint = near === undefined ? "" : `Did you mean "${near}"? `;
  throw new UsageError(
    `there is neither a library nor a template "${name}"`,
    `${hint}mat templates list lists those that come with mat.`,
  );
}

/** Throws UsageError for templates that are named, and under which nobody acts from the query to the answer. */
function refuseOneStep(named: readonly PromptTemplate[]): void {
  const one = named.find(({ ability }) => !ACTING.has(ability));
  if (one === undefined) return;
  throw new UsageError(
    `no agent acts under the template ${one.id}: it is for one step of the work (${one.ability})`,
    "Take one of the ability tool-use or plan: mat templates list tells.",
  );
}

/** An agent whose protocol has no final answer concludes under another template. */
function withConclusion(act: PromptTemplate): AgentTemplates {
  const conclude = TEMPLATES[act.id.replace(/-(en|zh)$/, "-conclude-$1")];
  return conclude === undefined ? { act } : { act, conclude };
}
