import type { Trajectory } from "../../core/trajectory.ts";
import { renderTrajectory } from "../../templates/prompt/render-trajectory.ts";
import type { Rendering } from "../../templates/prompt/rendering.ts";
import { unmetDemand } from "../../templates/prompt/unmet-demand.ts";
import { isRefusal, type Refusal, refuse } from "../../templates/protocol/refusal.ts";
import type { PromptTemplate } from "../../templates/template.ts";
import { permutation } from "./permutation.ts";
import type { TemplateShelf } from "./template-shelf.ts";

/** A trajectory under one of the templates. */
export interface Rendered {
  readonly template: PromptTemplate;
  readonly rendering: Rendering;
}

/** How many templates a trajectory is to be shown under, and what decides which. */
export interface Choice {
  readonly count: number;
  readonly seed: number;
  /** The trajectory's id. */
  readonly label: string;
}

/** The renderings under templates that take the trajectory; where they are fewer than asked for, why. */
export interface RenderedUnder {
  readonly rendered: readonly Rendered[];
  readonly refusal?: Refusal;
}

/** Templates whose demands are met may still refuse a trajectory; after so many no more are tried. */
const MOST_ATTEMPTS = 50;

/** The trajectory under so many of the templates whose demands it meets. */
export function renderUnder(
  shelf: TemplateShelf,
  trajectory: Trajectory,
  { count, seed, label }: Choice,
): RenderedUnder {
  const rendered: Rendered[] = [];
  const refused = new Map<string, { count: number; detail: string }>();
  const unmet = rememberUnmet(trajectory);
  let attempts = 0;
  for (const index of permutation(shelf.size, seed, label)) {
    if (rendered.length === count || attempts === MOST_ATTEMPTS) break;
    const template = shelf.take(index);
    const rendering = unmet(template) ?? renderTrajectory(template, trajectory);
    if (!isRefusal(rendering) && rendering.instances.length > 0) {
      rendered.push({ template, rendering });
      continue;
    }
    const { reason, detail } = isRefusal(rendering) ? rendering : NOTHING_ASKED;
    if (unmet(template) === undefined) attempts++;
    refused.set(reason, { count: (refused.get(reason)?.count ?? 0) + 1, detail });
  }
  return rendered.length === count ? { rendered } : { rendered, refusal: why(rendered.length, count, refused) };
}

const NOTHING_ASKED = refuse("nothing_asked", "the template asks for no step of the trajectory");

/** Whether a template's demands are met, found out once for all templates that demand the same. */
function rememberUnmet(trajectory: Trajectory): (template: PromptTemplate) => Refusal | undefined {
  const known = new Map<string, Refusal | undefined>();
  return (template) => {
    const { language, ability, demands } = template;
    const key = JSON.stringify([language, ability, demands]);
    if (!known.has(key)) known.set(key, unmetDemand(template, trajectory));
    return known.get(key);
  };
}

function why(
  rendered: number,
  count: number,
  refused: ReadonlyMap<string, { count: number; detail: string }>,
): Refusal {
  const reasons = [...refused].map(([reason, { count, detail }]) => `${reason} ${count}x, as ${detail}`);
  const [only] = refused.keys();
  if (rendered > 0)
    return refuse("fewer_templates", `${rendered} of ${count} templates take it: ${reasons.join("; ")}`);
  if (refused.size === 1) return refuse(only!, reasons[0]!);
  return refuse("no_template", `no template takes it: ${reasons.join("; ")}`);
}
