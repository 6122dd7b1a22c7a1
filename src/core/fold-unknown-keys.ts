import { changeMembers, objectOf } from "./json/change-members.ts";
import { type Member, membersOf } from "./json/spelling.ts";
import type { JsonObject } from "./json/value.ts";
import {
  ATIF_VERSION,
  type Content,
  type Observation,
  type Step,
  type ToolCall,
  type Trajectory,
} from "./trajectory.ts";
import {
  agentSchema,
  contentPartSchema,
  metricsSchema,
  observationResultSchema,
  observationSchema,
  stepSchema,
  toolCallSchema,
  trajectorySchema,
} from "./trajectory-schema.ts";

const KEYS = {
  trajectory: keysOf(trajectorySchema),
  agent: keysOf(agentSchema),
  finalMetrics: keysOf(trajectorySchema.shape.final_metrics.unwrap().unwrap()),
  step: keysOf(stepSchema),
  toolCall: keysOf(toolCallSchema),
  observation: keysOf(observationSchema),
  result: keysOf(observationResultSchema),
  metrics: keysOf(metricsSchema),
  part: keysOf(contentPartSchema),
  source: keysOf(contentPartSchema.shape.source.unwrap()),
};

function keysOf(schema: { readonly shape: object }): ReadonlySet<string> {
  return new Set(Object.keys(schema.shape));
}

/**
 * The trajectory as one of our own version: `schema_version` is {@link ATIF_VERSION}, and keys that ATIF does not know
 * stand in the `extra` of what they were on (those of a content part, which has none, in the `extra` of its step or
 * result, under `content_parts`). The same object when there is nothing to do. Every edit starts with this.
 */
export function foldUnknownKeys(trajectory: Trajectory): Trajectory {
  const { agent, final_metrics } = trajectory;
  const folded = change(trajectory, {
    schema_version: ATIF_VERSION,
    agent: fold(agent, KEYS.agent),
    steps: mapSame(trajectory.steps, foldStep),
    ...(final_metrics && { final_metrics: fold(final_metrics, KEYS.finalMetrics) }),
  });
  return fold(folded, KEYS.trajectory);
}

function foldStep(step: Step): Step {
  const { message, tool_calls, observation, metrics } = step;
  const parts = foldParts(message);
  const folded = change(step, {
    message: parts.content,
    ...(tool_calls && { tool_calls: mapSame(tool_calls, (call): ToolCall => fold(call, KEYS.toolCall)) }),
    ...(observation && { observation: foldObservation(observation) }),
    ...(metrics && { metrics: fold(metrics, KEYS.metrics) }),
  });
  return addExtra(fold(folded, KEYS.step), parts.unknown);
}

function foldObservation(observation: Observation): Observation {
  const results = mapSame(observation.results, (result) => {
    const parts = foldParts(result.content);
    return addExtra(fold(change(result, { content: parts.content }), KEYS.result), parts.unknown);
  });
  return fold(change(observation, { results }), KEYS.observation);
}

/** Parts without the keys that ATIF does not know, and those keys by the index of their part. */
function foldParts<C extends Content | null | undefined>(content: C): { content: C; unknown: readonly Member[] } {
  if (!Array.isArray(content)) return { content, unknown: [] };
  const found: Member[] = [];
  const parts = mapSame(content, (part, index) => {
    const [known, rest] = split(part, KEYS.part);
    const [source, restOfSource] = known.source === undefined ? [undefined, []] : split(known.source, KEYS.source);
    if (restOfSource.length > 0) rest.push({ key: "source", value: objectOf(restOfSource) });
    if (rest.length > 0) found.push({ key: String(index), value: objectOf(rest) });
    return source === undefined ? known : change(known, { source });
  });
  return { content: parts as C, unknown: found.length === 0 ? [] : [{ key: "content_parts", value: objectOf(found) }] };
}

/** The object with the members that are not known moved into its `extra`. */
function fold<T extends object>(object: T, known: ReadonlySet<string>): T {
  const [kept, rest] = split(object, known);
  return addExtra(kept, rest);
}

function split<T extends object>(object: T, known: ReadonlySet<string>): [known: T, unknown: Member[]] {
  if (Object.keys(object).every((key) => known.has(key))) return [object, []];
  const members = membersOf(object as unknown as JsonObject);
  const kept = members.filter(({ key }) => known.has(key));
  return [objectOf(kept) as unknown as T, members.filter(({ key }) => !known.has(key))];
}

/** The object with members added to its `extra`; a key that stands there already is numbered, nothing is overwritten. */
function addExtra<T extends object>(object: T, members: readonly Member[]): T {
  if (members.length === 0) return object;
  const extra = ((object as { extra?: JsonObject | null }).extra ?? {}) as JsonObject;
  const taken = new Set(Object.keys(extra));
  const added = members.map((member) =>
    taken.has(member.key) ? { ...member, key: freeKey(member.key, taken) } : member,
  );
  return changeMembers(object, { extra: objectOf([...membersOf(extra), ...added]) });
}

function freeKey(key: string, taken: Set<string>): string {
  let number = 2;
  while (taken.has(`${key}~${number}`)) number++;
  taken.add(`${key}~${number}`);
  return `${key}~${number}`;
}

/** The object with these members, or the object itself when it has them already. */
function change<T extends object>(object: T, members: Partial<T>): T {
  const changed = Object.entries(members).filter(([key, value]) => (object as Record<string, unknown>)[key] !== value);
  return changed.length === 0 ? object : changeMembers(object, Object.fromEntries(changed));
}

/** `map`, but the same array when every item stayed the same. */
function mapSame<T>(items: T[], step: (item: T, index: number) => T): T[] {
  const mapped = items.map(step);
  return mapped.every((item, index) => item === items[index]) ? items : mapped;
}
