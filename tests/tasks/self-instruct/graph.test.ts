import { expect, test } from "vitest";
import { createRandom } from "../../../src/core/random.ts";
import { endsOf, meetingOf } from "../../../src/tasks/environments/graph/graph-plan.ts";
import { knowledgeGraph } from "../../../src/tasks/environments/graph/knowledge-graph.ts";
import { readTriples } from "../../../src/tasks/environments/graph/read-triples.ts";
import { checkDraft } from "../../../src/tasks/self-instruct/graph/check-draft.ts";
import { drawPlan } from "../../../src/tasks/self-instruct/graph/draw-plan.ts";

const graph = knowledgeGraph(await readTriples("tests/fixtures/self-instruct/graph/facts.tsv"));

test("plans of every level are drawn; their answers are few, and none of the names that they start from", () => {
  for (let seed = 0; seed < 100; seed++) {
    const level = (seed % 5) + 1;
    const drawn = drawPlan(graph, level, createRandom(seed, "plan"))!;
    expect(drawn).toBeDefined();
    const { plan, answers } = drawn;
    expect(meetingOf(endsOf(graph, plan))).toEqual(answers);
    expect(answers.length).toBeGreaterThan(plan.count ? 1 : 0);
    expect(answers.length).toBeLessThanOrEqual(plan.count ? 30 : 5);
    for (const { from } of plan.paths) expect(answers).not.toContain(from);
    const hops = plan.paths.reduce((sum, { relations }) => sum + relations.length, 0);
    expect(hops + Number(plan.count)).toBeGreaterThanOrEqual(Math.min(level, 2));
    expect(drawPlan(graph, level, createRandom(seed, "plan"))).toEqual(drawn);
  }
});

test("where there is nothing to ask, nothing is drawn", () => {
  const pair = knowledgeGraph([{ head: "a", relation: "r", tail: "b" }]);
  expect(drawPlan(pair, 5, createRandom(0, ""))).toBeUndefined();
});

test("words for a plan name where it starts, and nothing that it leads to or passes", () => {
  const small = knowledgeGraph([
    { head: "Ann", relation: "lives in", tail: "Oslo" },
    { head: "Oslo", relation: "in", tail: "Norway" },
    { head: "Bo", relation: "lives in", tail: "Oslo" },
  ]);
  const plan = { paths: [{ from: "Ann", relations: ["lives in", "in"] }], count: false };
  const drawn = { plan, answers: ["Norway"], between: ["Oslo"] };
  const frame = { number: 0, language: "en", level: 2, persona: "", random: createRandom(0, "") } as const;
  const reasons = (question: string, of = drawn) => {
    const checked = checkDraft(question, of, small, { path: "f.tsv", sha256: "" }, frame);
    return "problems" in checked ? checked.problems.map(({ reason }) => reason) : [];
  };
  expect(reasons("In which country does Ann live?")).toEqual([]);
  expect(reasons("In which country does she live?")).toEqual(["start_not_named"]);
  expect(reasons("Ann lives in Oslo: which country is that?")).toEqual(["answer_in_question"]);
  expect(reasons("Does Ann live in Norway or not?")).toEqual(["answer_in_question"]);
  const counted = {
    plan: { paths: [{ from: "Oslo", relations: ["^lives in"] }], count: true },
    answers: ["Ann", "Bo"],
    between: [],
  };
  expect(reasons("How many people live in Oslo?", counted)).toEqual([]);
  expect(reasons("Which 2 people live in Oslo, and how many?", counted)).toEqual(["answer_in_question"]);
});
