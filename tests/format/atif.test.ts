import { describe, expect, test } from "vitest";
import { maskStep } from "../../src/core/edit.ts";
import { WrongFormatError } from "../../src/core/errors.ts";
import { parseJson } from "../../src/core/json/parse.ts";
import type { JsonValue } from "../../src/core/json/value.ts";
import { detect, read } from "../../src/format/atif/read.ts";
import { writer } from "../../src/format/atif/write.ts";
import { weatherTrajectory } from "../core/sample-trajectory.ts";
import { CONTEXT, readText, throughDisk, writeText } from "./round-trip.ts";

const OLD =
  '{"schema_version":"ATIF-v1.2","session_id":"s","agent":{"name":"a","version":"1","tools":["x"]},"steps":' +
  '[{"step_id":1,"source":"agent","message":"Hi","metrics":{"cost":1.0,"cached":1e2},"mood":{"1":1,"0":2}}],"1":0}';

describe("reading", () => {
  test("the trajectory is the row itself", () => {
    const row = parseJson(OLD);
    expect(read(row, CONTEXT).trajectory).toBe(row);
  });

  test("an older version, keys that ATIF does not know, and spellings stay until it is edited", () => {
    const { trajectory } = readText({ read }, OLD);
    expect(writeText(writer(), throughDisk(trajectory))).toMatchObject({ written: OLD, lost: [] });
    const edited = maskStep(throughDisk(trajectory), 0, { by: "filter:test", reason: "test" });
    expect(edited).toMatchObject({
      schema_version: "ATIF-v1.7",
      steps: [{ extra: { mood: { 0: 2, 1: 1 }, mat: { train: false } } }],
    });
  });

  test.each([
    [{ trajectory_id: "t", session_id: "s" }, "t"],
    [{ trajectory_id: null, session_id: "s" }, "s"],
    [{ session_id: "" }, "rows:1"],
    [{}, "rows:1"],
  ])("the id of %j is %s", (ids, id) => {
    expect(read({ ...(weatherTrajectory() as object), ...ids } as JsonValue, CONTEXT).id).toBe(id);
  });

  test.each<[string, unknown, RegExp]>([
    ["no object", [], /no object/],
    ["no version", { steps: [] }, /no schema_version/],
    ["another version", { ...weatherTrajectory(), schema_version: "ATIF-v2.0" }, /"ATIF-v2.0"/],
    ["no steps", { ...weatherTrajectory(), steps: [] }, /steps has fewer than 1 items/],
    [
      "a step of another kind",
      { ...weatherTrajectory(), steps: [{ step_id: 1, source: "robot", message: "" }] },
      /steps\[0\]\.source is "robot"/,
    ],
    ["many problems", { schema_version: "ATIF-v1.7", agent: 1, steps: [{}] }, /; .*; .* \(and 1 more\)/],
  ])("refuses %s, and says why and where", (_name, row, message) => {
    expect(() => read(row as JsonValue, CONTEXT)).toThrow(message);
    expect(() => read(row as JsonValue, CONTEXT)).toThrow(
      expect.objectContaining({ constructor: WrongFormatError, place: CONTEXT.place, format: "atif" }),
    );
  });
});

test.each<[number, unknown]>([
  [1, weatherTrajectory()],
  [1, { schema_version: "ATIF-v9", steps: [] }],
  [0, { schema_version: "ATIF-v1.7" }],
  [0, { messages: [] }],
  [0, []],
])("detect gives %d for %j", (score, row) => {
  expect(detect(row as JsonValue)).toBe(score);
});
