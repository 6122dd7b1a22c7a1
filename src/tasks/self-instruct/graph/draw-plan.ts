import type { Random } from "../../../core/random.ts";
import { endsOf, type GraphPlan, meetingOf } from "../../environments/graph/graph-plan.ts";
import { inverseOf, type KnowledgeGraph } from "../../environments/graph/knowledge-graph.ts";

/** Hops of each path by level, and whether what they lead to is only counted; one of the forms is drawn. */
const FORMS: readonly (readonly { readonly hops: readonly number[]; readonly count?: true }[])[] = [
  [],
  [{ hops: [1] }],
  [{ hops: [2] }, { hops: [1], count: true }],
  [{ hops: [1, 1] }, { hops: [2], count: true }],
  [{ hops: [2, 1] }, { hops: [3] }],
  [{ hops: [2, 2] }, { hops: [2, 1], count: true }, { hops: [3], count: true }],
];
const TRIES = 80;
/** Names that an answer may have, and things that may be counted. */
const MOST_NAMES = 5;
const MOST_COUNTED = 30;
/** A set on the way that is larger says nothing of what is asked. */
const MOST_ON_THE_WAY = 500;

/** A plan, what it leads to, and what lies on the way there. */
export interface DrawnPlan {
  readonly plan: GraphPlan;
  readonly answers: readonly string[];
  readonly between: readonly string[];
}

/** Draws a plan whose answer is small and is none of the names that it starts from; undefined where none was found. */
export function drawPlan(graph: KnowledgeGraph, level: number, random: Random): DrawnPlan | undefined {
  for (let tries = 0; tries < TRIES; tries++) {
    const { hops, count = false } = random.pick(FORMS[level]!);
    const goal = random.pick(graph.entities);
    const paths = hops.map((length) => pathTo(graph, goal, length, random));
    if (paths.some((path) => path === undefined)) continue;
    const drawn = lookAt(graph, { paths: paths as GraphPlan["paths"], count });
    if (drawn !== undefined) return drawn;
  }
  return undefined;
}

/** A path of so many hops that leads to this, walked backwards from it. */
function pathTo(graph: KnowledgeGraph, goal: string, length: number, random: Random) {
  let at = goal;
  const relations: string[] = [];
  const seen = new Set([goal]);
  for (let hop = 0; hop < length; hop++) {
    const back = random.pick(graph.relations([at]));
    const before = graph.neighbours([at], back).filter((one) => !seen.has(one));
    if (before.length === 0) return undefined;
    relations.unshift(inverseOf(back));
    at = random.pick(before);
    seen.add(at);
  }
  return { from: at, relations };
}

function lookAt(graph: KnowledgeGraph, plan: GraphPlan): DrawnPlan | undefined {
  const starts = plan.paths.map(({ from }) => from);
  if (new Set(starts).size < starts.length) return undefined;
  const between = plan.paths.flatMap(({ from, relations }) => onTheWay(graph, from, relations));
  if (between.length > MOST_ON_THE_WAY) return undefined;
  const ends = endsOf(graph, plan);
  const answers = meetingOf(ends);
  const least = plan.count ? 2 : 1;
  const most = plan.count ? MOST_COUNTED : MOST_NAMES;
  if (answers.length < least || answers.length > most) return undefined;
  // A path that narrows nothing down would not be needed.
  if (ends.length > 1 && ends.some((end) => end.length === answers.length)) return undefined;
  if (answers.some((one) => starts.includes(one))) return undefined;
  return { plan, answers, between: between.filter((one) => !starts.includes(one)) };
}

function onTheWay(graph: KnowledgeGraph, from: string, relations: readonly string[]): string[] {
  const passed: string[] = [];
  let at: string[] = [from];
  for (const relation of relations.slice(0, -1)) {
    at = graph.neighbours(at, relation);
    passed.push(...at);
  }
  return passed;
}
