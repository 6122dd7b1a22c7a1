import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/core/json/value.ts";
import { acts, call, trajectory } from "../core/sample-trajectory.ts";
import { judgeWith } from "./judge-with.ts";

const tool = (parameters: unknown) => ({ type: "function", function: { name: "f", parameters } });
/** A trajectory that calls the tool `f`, whose parameters are these, with these arguments. */
function calling(parameters: unknown, args: unknown, text?: string) {
  const agent = { name: "a", version: "1", tool_definitions: [tool(parameters)] };
  return { ...trajectory([acts("x", [call("f", args as JsonObject, text)], ["ok"])]), agent };
}
const city = {
  type: "object",
  properties: { city: { type: "string" }, days: { type: "integer" } },
  required: ["city"],
};

describe("valid-arguments", () => {
  it.each([
    [{ city: "Oslo", days: 3 }, undefined],
    [{}, "step 1: \"f\": arguments must have required property 'city'"],
    [{ city: 5 }, 'step 1: "f": /city must be string'],
    [{ city: "Oslo", days: 2.5 }, 'step 1: "f": /days must be integer'],
  ])("checks %j", async (args, detail) => {
    const verdicts = await judgeWith("valid-arguments", calling(city, args));
    expect(verdicts).toEqual(detail === undefined ? [] : [{ verdict: "drop", reason: "invalid_arguments", detail }]);
  });

  it("finds arguments that are no JSON object", async () => {
    for (const text of ['{"city": "Os', "", "[1]", '"Oslo"', "null"]) {
      expect(await judgeWith("valid-arguments:action=mask", calling(city, {}, text))).toMatchObject([
        { verdict: "mask-step", step: 0, reason: "unparsable_arguments" },
      ]);
      expect(await judgeWith("valid-arguments:unparsable=cut", calling(city, {}, text))).toMatchObject([
        { verdict: "cut-here" },
      ]);
    }
    expect(await judgeWith("valid-arguments", calling({}, {}, " { } "))).toEqual([]);
    expect(await judgeWith("valid-arguments", calling(undefined, {}, "{"))).toMatchObject([
      { reason: "unparsable_arguments" },
    ]);
  });

  it("counts arguments that the schema does not name, and does more when told so", async () => {
    const row = calling(city, { city: "Oslo", unit: "C" });
    const detail = 'step 1: "f": "unit"';
    expect(await judgeWith("valid-arguments", row)).toEqual([
      { verdict: "keep", reason: "undeclared_arguments", detail },
    ]);
    expect(await judgeWith("valid-arguments:undeclared=drop", row)).toMatchObject([{ verdict: "drop" }]);
    expect(
      await judgeWith("valid-arguments", calling({ ...city, additionalProperties: false }, { city: "x", unit: "C" })),
    ).toMatchObject([
      { reason: "invalid_arguments", detail: 'step 1: "f": arguments must NOT have additional properties ("unit")' },
    ]);
  });

  it.each<[string, unknown, JsonObject]>([
    ["is open", { ...city, additionalProperties: { type: "string" } }, { city: "x", unit: "C" }],
    ["names none", { type: "object" }, { unit: "C" }],
    ["has a pattern for the name", { ...city, patternProperties: { "^u": {} } }, { city: "x", unit: "C" }],
    [
      "names it elsewhere",
      { ...city, allOf: [{ $ref: "#/$defs/u" }], $defs: { u: { properties: { unit: {} } } } },
      { city: "x", unit: "C" },
    ],
    ["is missing", undefined, { unit: "C" }],
  ])("calls nothing undeclared where the schema %s", async (_, parameters, args) => {
    expect(await judgeWith("valid-arguments:undeclared=drop", calling(parameters, args))).toEqual([]);
  });

  it("leaves calls of unknown tools to another filter", async () => {
    expect(await judgeWith("valid-arguments", trajectory([acts("x", [call("nobody", { a: 1 })], ["ok"])]))).toEqual([]);
  });

  it("takes types by the names that tools of other origins use, and reports those that nobody knows", async () => {
    const odd = (type: unknown) => ({ type: "OBJECT", properties: { a: { type } } });
    for (const [type, good, bad] of [
      ["STRING", "x", 1],
      ["NUMBER", 1.5, "1"],
      ["int", 1, 1.5],
      ["dict", {}, []],
      ["list", [], {}],
      [["str", "none"], null, 1],
    ] as const) {
      expect(await judgeWith("valid-arguments", calling(odd(type), { a: good }))).toEqual([]);
      expect(await judgeWith("valid-arguments", calling(odd(type), { a: bad }))).toMatchObject([
        { reason: "invalid_arguments" },
      ]);
    }
    expect(await judgeWith("valid-arguments", calling(odd("any"), { a: 1 }))).toEqual([]);
    for (const type of ["enum", "WHATEVER", 5]) {
      expect(await judgeWith("valid-arguments:undeclared=drop", calling(odd(type), { a: 1 }))).toMatchObject([
        { verdict: "keep", reason: "odd_schema" },
      ]);
    }
  });

  it("checks the rest of a schema of which a part means nothing", async () => {
    const schema = {
      properties: { a: { pattern: "^(?=x)", maxLength: 1, minLength: "5", format: "nobody-knows", title: 5 } },
    };
    expect(await judgeWith("valid-arguments", calling(schema, { a: "yy" }))).toMatchObject([
      { verdict: "keep", reason: "odd_schema", detail: 'step 1: "f": not checked: pattern: "^(?=x)", minLength: "5"' },
      { verdict: "drop", reason: "invalid_arguments" },
    ]);
  });

  it.each<[string, unknown, string]>([
    ["no schema", "string", "invalid_schema"],
    ["a reference to nowhere", { $ref: "#/$defs/none" }, "invalid_schema"],
    [
      "a reference to another document",
      { properties: { a: { $ref: "https://example.org/a.json" } } },
      "remote_reference",
    ],
    ["a reference to a file", { properties: { a: { $ref: "file:///etc/passwd" } } }, "remote_reference"],
    ["too large a schema", { properties: { a: { enum: ["x".repeat(70_000)] } } }, "schema_too_large"],
    ["too many parts", { anyOf: Array.from({ length: 600 }, () => ({})) }, "schema_too_large"],
    ["a circle of references", { $ref: "#" }, "costly_check"],
    ["references that multiply", multiplying(50), "costly_check"],
    ["a large pattern over a long text", { properties: { a: { pattern: "^(a?){0,900}a{0,900}$" } } }, "costly_check"],
  ])("keeps what cannot be checked because of %s, by name and at once", async (_, parameters, reason) => {
    const started = performance.now();
    const row = calling(parameters, { a: "a".repeat(100_000) });
    expect(await judgeWith("valid-arguments", row)).toMatchObject([{ verdict: "keep", reason }]);
    expect(await judgeWith("valid-arguments:unchecked=mask", row)).toMatchObject([{ verdict: "mask-step", reason }]);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("is not hung by a hostile pattern", async () => {
    const started = performance.now();
    const row = calling({ properties: { a: { type: "string", pattern: "^(a+)+$" } } }, { a: `${"a".repeat(31)}!` });
    expect(await judgeWith("valid-arguments", row)).toMatchObject([{ reason: "invalid_arguments" }]);
    const long = calling(
      { properties: { a: { type: "string", pattern: "^(a+)+$" } } },
      { a: `${"a".repeat(500_000)}!` },
    );
    expect(await judgeWith("valid-arguments", long)).toMatchObject([{ reason: "invalid_arguments" }]);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it("judges by own members only", async () => {
    expect(await judgeWith("valid-arguments", calling({ required: ["toString"] }, {}))).toMatchObject([
      { reason: "invalid_arguments" },
    ]);
    const hostile = JSON.parse('{"properties":{"__proto__":{"type":"string"}},"$async":true,"$id":"x"}') as unknown;
    expect(await judgeWith("valid-arguments", calling(hostile, { a: 1 }))).toMatchObject([
      { reason: "undeclared_arguments" },
    ]);
  });

  it("understands older and newer drafts", async () => {
    const check = async (schema: unknown, value: unknown) =>
      (await judgeWith("valid-arguments", calling({ properties: { a: schema } }, { a: value }))).length === 0;
    expect(await check({ minimum: 0, exclusiveMinimum: true }, 0)).toBe(false);
    expect(await check({ prefixItems: [{ type: "string" }], items: { type: "number" } }, ["x", 1])).toBe(true);
    expect(await check({ prefixItems: [{ type: "string" }], items: { type: "number" } }, ["x", "y"])).toBe(false);
    expect(await check({ dependentRequired: { x: ["y"] } }, { x: 1 })).toBe(false);
    expect(await check({ type: "string", nullable: true }, null)).toBe(true);
    expect(
      await check({ uniqueItems: true }, [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ]),
    ).toBe(false);
  });

  it("checks many different schemas in little time", async () => {
    const rows = Array.from({ length: 1500 }, (_, index) =>
      calling({ properties: { [`a${index}`]: { type: "string" } } }, { [`a${index}`]: 1 }),
    );
    const started = performance.now();
    expect(await judgeWith("valid-arguments", ...rows)).toHaveLength(1500);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

/** A schema of which each part refers to the next one twice. */
function multiplying(links: number): unknown {
  const link = (index: number) => ({ $ref: `#/$defs/d${index}` });
  const defs = Array.from({ length: links }, (_, index) => [
    `d${index}`,
    { allOf: [link(index + 1), link(index + 1)] },
  ]);
  return { $ref: "#/$defs/d0", $defs: { ...Object.fromEntries(defs), [`d${links}`]: {} } };
}
