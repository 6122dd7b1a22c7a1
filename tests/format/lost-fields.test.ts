import { expect, test } from "vitest";
import { CHAIN_FIELDS } from "../../src/format/alpha-umi/held-fields.ts";
import { lostFields } from "../../src/format/lost-fields.ts";
import { answer, trajectory, user } from "../core/sample-trajectory.ts";

const mat = { thought: "Rain.", finish: "answer", train: true, verdicts: [], raw: [], fields: { plan: "Say so." } };
const sample = trajectory([user("?"), answer("It rains.", mat)]);

test("what a step says in fields is named where a target does not hold it; the rest of our bookkeeping is not", () => {
  expect(lostFields(sample, CHAIN_FIELDS)).toEqual(["steps[].extra.mat.fields"]);
  expect(lostFields(sample, [...CHAIN_FIELDS, "steps[].extra.mat.fields"])).toEqual([]);
  expect(lostFields(trajectory([user("?"), answer("!", { train: true, thought: "Rain." })]), CHAIN_FIELDS)).toEqual([]);
});

test("the bookkeeping of a trajectory is its own", () => {
  const whole = { ...sample, steps: sample.steps.slice(0, 1), extra: { mat: { fields: "any" }, mood: "sad" } };
  expect(lostFields(whole, CHAIN_FIELDS)).toEqual(["extra.mood"]);
});
